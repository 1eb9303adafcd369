import type { RandomStream } from '../random/random-stream.ts'

/** How people and machines arrive at an amount: shop prices, sums typed by hand, sums that were computed. */
export type AmountStyle = 'price' | 'private' | 'exact'

const PRICE_ENDINGS = [0.99, 0.95, 0.9, 0.5, 0.49, 0, 0] as const
const STEPS: readonly (readonly [number, readonly number[]])[] = [
  [20, [1, 1, 5]],
  [100, [5, 5, 10]],
  [1000, [10, 10, 50, 100]],
  [10_000, [50, 100, 100, 500]],
  [Infinity, [100, 500, 1000]],
]
const ROUNDED = 0.6
const WHOLE = 0.2

/** An amount in major units as somebody would write it, near to the wanted one and above 0. */
export function styleAmount(random: RandomStream, major: number, style: AmountStyle): number {
  if (style === 'exact') {
    return cents(major)
  }
  if (style === 'price') {
    return random.chance(0.55) ? Math.max(0.49, Math.floor(major) + random.pick(PRICE_ENDINGS)) : cents(major)
  }
  const kind = random.next()
  if (kind < ROUNDED) {
    const [, steps] = STEPS.find(([below]) => major < below) ?? STEPS[0]!
    const step = random.pick(steps)
    return Math.max(step, Math.round(major / step) * step)
  }
  return kind < ROUNDED + WHOLE ? Math.max(1, Math.round(major)) : cents(major)
}

function cents(major: number): number {
  return Math.max(0.01, Math.round(major * 100) / 100)
}
