import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServices } from '@pantau/loadtest'
import { configurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileForScoring } from '../src/replay/plan-to-score.ts'
import { replayInProcess } from '../src/replay/replay-in-process.ts'
import { replayThroughApi } from '../src/replay/replay-through-api.ts'
import { typologyAlerted } from '../src/replay/verdicts.ts'
import type { Verdicts } from '../src/replay/verdicts.ts'
import type { Traffic } from '../src/traffic/traffic.ts'
import { smallWorld } from './small-world.ts'
import { withFollowUp } from './with-follow-up.ts'

const RUN_WITHIN_MS = 240_000
/** Messages of the end of the run: some hundred payments, whose history is in the messages before them. */
const LAST_MESSAGES = 1600

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-detection-api-'))
  await buildServices(['standalone'])
}, RUN_WITHIN_MS)
afterAll(() => rm(folder, { recursive: true }))

/** A traffic of the payments whose messages all come at the end. */
function lastPart(traffic: Traffic): Traffic {
  const { arrivals, payments } = traffic
  const from = arrivals.count - LAST_MESSAGES
  const early = new Set(arrivals.payment.slice(0, from))
  const kept = Array.from({ length: LAST_MESSAGES }, (_, index) => from + index).filter(
    (index) => !early.has(arrivals.payment[index] ?? 0),
  )
  const firstPayment = Math.min(...kept.map((index) => arrivals.payment[index] ?? 0))
  return {
    ...traffic,
    scoredFromMs: payments.createdAtMs[firstPayment] ?? 0,
    arrivals: {
      count: kept.length,
      payment: Uint32Array.from(kept, (index) => arrivals.payment[index] ?? 0),
      message: Uint8Array.from(kept, (index) => arrivals.message[index] ?? 0),
    },
  }
}

function judged(verdicts: Verdicts): readonly string[] {
  return [...verdicts.evaluated.keys()]
    .filter((payment) => verdicts.evaluated[payment] === 1)
    .map((payment) => {
      const width = verdicts.rules.length
      const outcomes = Array.from({ length: width }, (_, rule) => {
        const outcome = verdicts.outcomes[payment * width + rule] ?? 0
        return verdicts.outcomeNames[rule]?.[outcome]
      })
      return `${payment} ${verdicts.alerted[payment]} ${verdicts.interdicted[payment]} ${verdicts.score[payment]} ${outcomes.join(' ')}`
    })
}

it(
  'judges every payment as the whole system does, over HTTP and PostgreSQL',
  { timeout: RUN_WITHIN_MS },
  async () => {
    const { traffic } = await smallWorld({ accounts: 200, days: 9, prevalence: 0.03 })
    const part = lastPart(traffic)
    const compiled = compileForScoring(withFollowUp(configurationSet('pantau-default')))
    const verdicts = replayInProcess(part, compiled)
    const inProcess = judged(verdicts)
    const followUp = verdicts.typologies.indexOf('499@test')
    expect(
      [...verdicts.evaluated.keys()].filter((each) => typologyAlerted(verdicts, each, followUp)).length,
    ).toBeGreaterThan(3)
    expect(inProcess.length).toBeGreaterThan(300)
    // One at a time: facts also look at accounts beyond the two of a payment, and at what was decided before.
    const throughApi = await replayThroughApi({
      traffic: part,
      plan: compiled.plan,
      set: compiled.set,
      folder,
      inFlightMax: 1,
      awaitsDecisions: true,
    })
    expect(judged(throughApi)).toEqual(inProcess)
  },
)
