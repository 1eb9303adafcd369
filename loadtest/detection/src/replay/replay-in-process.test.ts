import { configurationSet } from '@pantau/typologies'
import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import { withFollowUp } from '../../test/with-follow-up.ts'
import { compileForScoring, UnscorableConfigurationError } from './plan-to-score.ts'
import { replayInProcess } from './replay-in-process.ts'
import { typologyAlerted } from './verdicts.ts'

const plans = compileForScoring(configurationSet('default'))

/** The shipped one and that of the test. */
const FOLLOW_UPS = /^(408|499)@/

describe('the replay in process', async () => {
  const { traffic } = await smallWorld({ accounts: 250, days: 9 })
  const verdicts = replayInProcess(traffic, plans)

  it('evaluates every payment of the scored time, and no earlier one', () => {
    for (let payment = 0; payment < verdicts.count; payment += 1) {
      const isScored = (traffic.payments.createdAtMs[payment] ?? 0) >= traffic.scoredFromMs
      expect(verdicts.evaluated[payment]).toBe(isScored ? 1 : 0)
    }
  })

  it('does not look ahead: without the last messages, those before are judged alike', () => {
    const count = Math.floor(traffic.arrivals.count * 0.85)
    const cut = replayInProcess({ ...traffic, arrivals: { ...traffic.arrivals, count } }, plans)
    const judged = [...cut.evaluated.keys()].filter((payment) => cut.evaluated[payment] === 1)
    expect(judged.length).toBeGreaterThan(50)
    expect(judged.length).toBeLessThan(verdicts.evaluated.reduce((sum, one) => sum + one, 0))
    for (const payment of judged) {
      expect(cut.score[payment]).toBe(verdicts.score[payment])
      expect(cut.alerted[payment]).toBe(verdicts.alerted[payment])
    }
  })

  it('takes a message that comes twice once', () => {
    const { arrivals } = traffic
    const doubled = {
      count: 2 * arrivals.count,
      payment: Uint32Array.from([...arrivals.payment].flatMap((payment) => [payment, payment])),
      message: Uint8Array.from([...arrivals.message].flatMap((message) => [message, message])),
    }
    expect(replayInProcess({ ...traffic, arrivals: doubled }, plans)).toEqual(verdicts)
  })

  it('refuses a set that evaluates neither message, and one that does not compile', () => {
    const set = configurationSet('default')
    const nothing = { ...set, networkMap: { ...set.networkMap, messages: [] } }
    expect(() => compileForScoring(nothing)).toThrow(UnscorableConfigurationError)
    expect(() => compileForScoring({})).toThrow('does not compile')
    expect(() => compileForScoring(set, 'pacs.008.001.10')).toThrow('pacs.008.001.10')
  })

  it('remembers alerts, those of the time before the scored one and of the other message too, and no others', async () => {
    const world = await smallWorld({ accounts: 250, days: 9, prevalence: 0.03 })
    const of = (name: 'pantau-default' | 'pantau-pre-settlement', followUps: boolean) => {
      const set = configurationSet(name)
      const { traffic: payments } = world
      const judged = replayInProcess(payments, compileForScoring(followUps ? withFollowUp(set) : set))
      const followUp = judged.typologies.indexOf('499@test')
      const typologies = judged.typologies.flatMap((cfg, index) => (FOLLOW_UPS.test(cfg) ? [] : [index]))
      return {
        others: [...judged.evaluated.keys()].map((payment) =>
          typologies.filter((index) => typologyAlerted(judged, payment, index)),
        ),
        followedUp: [...judged.evaluated.keys()].filter(
          (payment) => followUp >= 0 && typologyAlerted(judged, payment, followUp),
        ),
      }
    }
    const plain = of('pantau-default', false)
    const remembering = of('pantau-default', true)
    expect(plain.followedUp).toEqual([])
    expect(remembering.followedUp.length).toBeGreaterThan(3)
    // What a follow-up says changes nothing for the others.
    expect(remembering.others).toEqual(plain.others)
    const withInstructions = of('pantau-pre-settlement', true)
    expect(withInstructions.others).toEqual(plain.others)
    expect(withInstructions.followedUp).toEqual(expect.arrayContaining(remembering.followedUp))
  })
})
