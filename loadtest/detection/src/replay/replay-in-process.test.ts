import { configurationSet } from '@pantau/typologies'
import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import { compileForScoring, UnscorableConfigurationError } from './plan-to-score.ts'
import { replayInProcess } from './replay-in-process.ts'

const { plan } = compileForScoring(configurationSet('default'))

describe('the replay in process', async () => {
  const { traffic } = await smallWorld({ accounts: 250, days: 9 })
  const verdicts = replayInProcess(traffic, plan)

  it('evaluates every payment of the scored time, and no earlier one', () => {
    for (let payment = 0; payment < verdicts.count; payment += 1) {
      const isScored = (traffic.payments.createdAtMs[payment] ?? 0) >= traffic.scoredFromMs
      expect(verdicts.evaluated[payment]).toBe(isScored ? 1 : 0)
    }
  })

  it('does not look ahead: without the last messages, those before are judged alike', () => {
    const count = Math.floor(traffic.arrivals.count * 0.85)
    const cut = replayInProcess({ ...traffic, arrivals: { ...traffic.arrivals, count } }, plan)
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
    expect(replayInProcess({ ...traffic, arrivals: doubled }, plan)).toEqual(verdicts)
  })

  it('refuses a set that evaluates neither message, and one that does not compile', () => {
    const set = configurationSet('default')
    const nothing = { ...set, networkMap: { ...set.networkMap, messages: [] } }
    expect(() => compileForScoring(nothing)).toThrow(UnscorableConfigurationError)
    expect(() => compileForScoring({})).toThrow('does not compile')
    expect(() => compileForScoring(set, 'pacs.008.001.10')).toThrow('pacs.008.001.10')
  })
})
