import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import type { Labels } from '../labels/labels.ts'
import type { Verdicts } from '../replay/verdicts.ts'
import { createPaymentColumns } from '../traffic/payment-columns.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { scoreDetection } from './score-detection.ts'

const START = Date.UTC(2026, 0, 12)

/** Ten payments of 100 euros, one an hour, of accounts 0 to 4; payment 0 lies before the scored time. */
function example(beforeSettlement = false): { traffic: Traffic; labels: Labels; verdicts: Verdicts } {
  const payments = createPaymentColumns(10)
  // Scheme 0: payments 2, 4, 6 (rejected) and 8. Scheme 1: payment 9. Payment 5 resembles a scheme.
  const instance = Int32Array.of(-1, -1, 0, -1, 0, 0, 0, -1, 0, 1)
  const kind = Uint8Array.of(0, 0, 2, 0, 2, 1, 2, 0, 2, 2)
  for (let payment = 0; payment < 10; payment += 1) {
    payments.debtor[payment] = payment % 3
    payments.creditor[payment] = 3 + (payment % 2)
    payments.createdAtMs[payment] = START + payment * HOUR_MS
    payments.amountMinor[payment] = 10_000
  }
  payments.status[6] = 1
  const accounts = {
    count: 5,
    accountNumber: new Uint32Array(5),
    entityNumber: new Uint32Array(5),
    agent: new Uint8Array(5),
    birthDay: Int32Array.of(0, 0, 18_000, 0, 0),
  }
  const arrivals = { count: 0, payment: new Uint32Array(0), message: new Uint8Array(0) }
  const scheme = { adaptive: false, drifted: false }
  return {
    traffic: {
      tenantId: 'DEFAULT',
      accounts,
      payments,
      arrivals,
      scoredFromMs: START + HOUR_MS,
      endMs: START + DAY_MS,
    },
    labels: {
      count: 10,
      kind,
      group: Uint16Array.of(0, 0, 1, 0, 1, 3, 1, 0, 1, 2),
      instance,
      role: new Uint8Array(10),
      valueCents: new Float64Array(10).fill(10_000),
      groups: ['ordinary', 'fanIn', 'lone', 'bill-split'],
      instances: [
        { ...scheme, scenario: 'fanIn', startMs: START + 2 * HOUR_MS },
        { ...scheme, scenario: 'lone', startMs: START + 9 * HOUR_MS },
      ],
      lookAlikeInstances: 1,
      accounts: [],
    },
    verdicts: {
      transactionType: beforeSettlement ? 'pacs.008.001.10' : 'pacs.002.001.12',
      count: 10,
      evaluated: Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 1),
      // Alerts on 4 and 8 (right), 5 (wrong), 6 (rejected).
      alerted: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 0, 1, 0),
      interdicted: new Uint8Array(10),
      score: Float32Array.of(0, 0, 0, 0, 3, 2, 2, 0.1, 1, 0.5),
      typologies: ['A@1', '137@1', 'B@1'],
      // A alerts 4, 5, 8; B alerts 8; the report queue 7.
      typologyBits: Uint32Array.of(0, 0, 0, 0, 1, 1, 0, 2, 5, 0),
      wordsPerPayment: 1,
      rules: ['r 1'],
      outcomes: Uint8Array.of(0, 1, 2, 1, 2, 1, 1, 1, 1, 1),
      outcomeNames: [['', '.01', '.02']],
    },
  }
}

const score = (beforeSettlement = false) =>
  scoreDetection({ ...example(beforeSettlement), seed: 1, startMs: START })

describe('the score of ten payments', () => {
  it('counts payments; a rejected illicit one counts neither way', () => {
    expect(score().payments).toMatchObject({
      count: 8,
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 2,
      trueNegatives: 3,
      precision: 2 / 3,
      recall: 0.5,
      f1: 4 / 7,
      alertsPerThousand: 375,
      falsePositiveRate: 0.25,
      valueRecall: 0.5,
      rejectedIllicit: { count: 1, alerted: 1 },
    })
  })

  it('takes the area under precision and recall in steps', () => {
    // By falling score: 4 right, 5 wrong, 8 right, 9 right, then 7 wrong, then 1, 2 and 3 together with one right.
    const expected = 0.25 * 1 + 0.25 * (2 / 3) + 0.25 * (3 / 4) + 0.25 * (4 / 8)
    expect(score().payments.averagePrecision).toBeCloseTo(expected, 10)
  })

  it('follows schemes: what had moved, how late the first alert was', () => {
    expect(score().schemes).toMatchObject({
      instances: 2,
      recall: 0.5,
      recallInTime: 0.5,
      // Of scheme 0, payments 2 and 4 of three had moved; of scheme 1 all: three of four hundred euros.
      movedBeforeAlert: 0.75,
      delayHoursMedian: 2,
      delayPaymentsMedian: 1,
    })
  })

  it('lets the alerted payment be stopped where the evaluation comes before it settles', () => {
    expect(score(true).schemes).toMatchObject({ recallInTime: 0.5, movedBeforeAlert: 0.5 })
  })

  it('counts account-days once, however many payments they have', () => {
    // Illicit: all five accounts but none left out; alerted: payers 1 and 2 (4, 5, 8), payees 3 and 4.
    expect(score().accountDays).toMatchObject({
      truePositives: 4,
      falsePositives: 0,
      falseNegatives: 1,
      trueNegatives: 0,
    })
  })

  it('says what each typology found alone, and keeps the report queue out of it', () => {
    const [first, queue, last] = score().typologies
    expect(first).toMatchObject({ alerts: 3, truePositives: 2, solePayments: 1, soleInstances: 0 })
    expect(queue).toMatchObject({ alerts: 1, truePositives: 0, solePayments: 0 })
    expect(last).toMatchObject({ alerts: 1, truePositives: 1, solePayments: 0 })
  })

  it('breaks down by scenario and by what looks alike', () => {
    const { scenarios, lookAlikes } = score()
    expect(scenarios.map(({ name, illicit, recall }) => [name, illicit, recall])).toEqual([
      ['fanIn', 3, 2 / 3],
      ['lone', 1, 0],
    ])
    expect(lookAlikes).toMatchObject([{ name: 'bill-split', payments: 1, alerts: 1 }])
  })

  it('compares with what the same number of alerts would find without it', () => {
    const { baselines } = score()
    expect(baselines.map(({ name }) => name)).toEqual([
      'random, same budget',
      'largest amounts first, same budget',
      'best single rule: r 1 .02',
    ])
    expect(baselines[2]).toMatchObject({ precision: 1, recall: 0.5 })
  })

  it('gives intervals that hold the figure, and the same ones for the same seed', () => {
    const { intervals } = score()
    expect(intervals.precision.low).toBeLessThanOrEqual(2 / 3)
    expect(intervals.precision.high).toBeGreaterThanOrEqual(2 / 3)
    expect(score().intervals).toEqual(intervals)
  })

  it('converts precision to another prevalence by Bayes', () => {
    const rare = score().prevalence.at(-1)
    const right = 0.5 * 0.000056
    expect(rare?.precision).toBeCloseTo(right / (right + 0.25 * (1 - 0.000056)), 12)
  })
})
