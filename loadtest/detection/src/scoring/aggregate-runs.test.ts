import { expect, test } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import { HORIZON_START_MS } from '../generator/horizon.ts'
import { aggregateRuns } from './aggregate-runs.ts'
import { scoreDetection } from './score-detection.ts'

test('gives mean and interval over the runs, and no interval for one', async () => {
  const { traffic, labels } = await smallWorld({ prevalence: 0.02 })
  const { count } = labels
  const scoreWith = (alerted: Uint8Array) =>
    scoreDetection({
      traffic,
      labels,
      seed: 1,
      startMs: HORIZON_START_MS,
      verdicts: {
        transactionType: 'pacs.002.001.12',
        count,
        evaluated: new Uint8Array(count).fill(1),
        alerted,
        interdicted: new Uint8Array(count),
        score: Float32Array.from(alerted),
        typologies: [],
        typologyBits: new Uint32Array(0),
        wordsPerPayment: 0,
        rules: [],
        outcomes: new Uint8Array(0),
        outcomeNames: [],
      },
    })
  const all = scoreWith(new Uint8Array(count).fill(1))
  const none = scoreWith(new Uint8Array(count))
  const recall = aggregateRuns([all, none]).find(({ name }) => name === 'payment recall')
  // Mean 0.5, standard deviation 0.7071, standard error 0.5, t(1) 12.706: wider than shares can be.
  expect(recall).toMatchObject({ mean: 0.5, low: 0, high: 1, least: 0, most: 1 })
  const alerts = aggregateRuns([all, all, none]).find(({ name }) => name === 'alerts per 1,000')
  // Mean 666.7, standard deviation 577.4, standard error 333.3, t(2) 4.303.
  expect(alerts?.mean).toBeCloseTo(2000 / 3, 6)
  expect(alerts).toMatchObject({ low: 0, high: 1000 })
  const same = aggregateRuns([all, all]).find(({ name }) => name === 'payment recall')
  expect(same).toMatchObject({ low: 1, high: 1 })
  expect(aggregateRuns([all]).find(({ name }) => name === 'payment recall')).toMatchObject({
    mean: 1,
    low: null,
  })
  // Nothing alerted has no precision: the mean is over the other run.
  const precision = aggregateRuns([all, none]).find(({ name }) => name === 'payment precision')
  expect(precision?.mean).toBe(all.payments.precision)
})
