import { Type } from 'typebox'
import { defineRule, measure } from '@pantau/rule-kit'
import type { Measurement, Rule } from '@pantau/rule-kit'

/** Rules that misbehave when the payment's MsgId says so. Loaded by worker threads too. */

/** How long a slow rule takes: more than an inline executor gives to a batch. */
export const SLOW_MS = 1_100

const shape = {
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12'],
  exits: [],
  fixedOutcomes: [],
  parameters: Type.Object({}),
  needs: () => ({}),
} as const

const first = defineRule({
  ...shape,
  id: 'first@1.0.0',
  title: 'Measures the length of the MsgId',
  evaluate: ({ payment }) => measure(payment.messageId.length),
})

/** What the fragile rule answers instead of a measurement, by a word in the MsgId. */
const ANSWERS: Readonly<Record<string, () => unknown>> = {
  nan: () => measure(Number.NaN),
  infinity: () => measure(Number.POSITIVE_INFINITY),
  nothing: () => undefined,
  shapeless: () => ({ kind: 'value', value: '1' }),
  promise: async () => Promise.resolve(measure(1)),
  rejected: async () => Promise.reject(new Error('The fixture rule failed later')),
  spin: spinLater,
}

/** Answers with a promise, and then never ends, when nobody looks. */
async function spinLater(): Promise<never> {
  await Promise.resolve()
  for (;;) {
    // Forever.
  }
}

const fragile = defineRule({
  ...shape,
  id: 'fragile@1.0.0',
  title: 'Does what the MsgId asks for',
  evaluate({ payment }) {
    misbehave(payment.messageId)
    const answer = Object.entries(ANSWERS).find(([name]) => payment.messageId.includes(name))
    // As a rule does that was not compiled against its type.
    return (answer === undefined ? measure(1) : answer[1]()) as Measurement
  },
})

const last = defineRule({
  ...shape,
  id: 'last@1.0.0',
  title: 'Always the same',
  evaluate: () => measure(7),
})

function misbehave(messageId: string): void {
  if (messageId.includes('throw')) {
    throw new Error('The fixture rule failed')
  }
  while (messageId.includes('loop')) {
    // Forever.
  }
  const slowUntilMs = performance.now() + (messageId.includes('slow') ? SLOW_MS : 0)
  while (performance.now() < slowUntilMs) {
    // Not forever.
  }
  const hoard: string[][] = []
  while (messageId.includes('hog')) {
    hoard.push(Array.from({ length: 10_000 }, (_, index) => `${index} of ${hoard.length}`))
  }
  if (messageId.includes('leave')) {
    process.exit(3)
  }
}

const rules: readonly Rule[] = [first, fragile, last]

export const ruleRegistry = { find: (ruleId: string) => rules.find((rule) => rule.id === ruleId) }
