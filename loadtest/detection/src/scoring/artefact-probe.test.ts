import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import type { Generated } from '../generator/generate.ts'
import { probeArtefacts } from './artefact-probe.ts'
import { joinScoredPayments } from './scored-payments.ts'

// Large enough for some hundred illicit payments at the usual prevalence.
const options = { accounts: 4000, days: 45, prevalence: 0.002 }

function probe({ traffic, labels }: Generated) {
  const { count } = labels
  const scored = joinScoredPayments(traffic, labels, {
    transactionType: 'pacs.002.001.12',
    count,
    evaluated: new Uint8Array(count).fill(1),
    alerted: new Uint8Array(count),
    interdicted: new Uint8Array(count),
    score: new Float32Array(count),
    typologies: [],
    typologyBits: new Uint32Array(0),
    wordsPerPayment: 0,
    rules: [],
    outcomes: new Uint8Array(0),
    outcomeNames: [],
  })
  return probeArtefacts(scored, traffic)
}

describe('the artefact probe', async () => {
  const world = await smallWorld(options)

  it('cannot tell schemes by single messages', () => {
    expect(probe(world)).toMatchObject({ holds: true })
  })

  it('sees a leak where there is one: illicit payments that are created on the full second', () => {
    const { createdAtMs, reportedAtMs } = world.traffic.payments
    for (const [payment, kind] of world.labels.kind.entries()) {
      if (kind === 2) {
        createdAtMs[payment] = Math.floor((createdAtMs[payment] ?? 0) / 1000) * 1000
        reportedAtMs[payment] = (createdAtMs[payment] ?? 0) + 100
      }
    }
    const found = probe(world)
    expect(found.holds).toBe(false)
    expect(found.f1).toBeGreaterThan(0.5)
  })
})
