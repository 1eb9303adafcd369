const UINT32_RANGE = 2 ** 32
const WARM_UP_ROUNDS = 12

/**
 * A deterministic source of pseudo-random numbers: the same seed gives the same sequence on every machine and run. It is the sfc32
 * generator of PractRand (Chris Doty-Humphrey, public domain), for test data only.
 */
export class SeededRandom {
  readonly #state: Uint32Array

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`A seed is a whole number from 0, not ${seed}`)
    }
    this.#state = Uint32Array.of(seed >>> 0, Math.floor(seed / UINT32_RANGE), 0x9e_37_79_b9, 1)
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
      this.next()
    }
  }

  /** At least 0 and less than 1. */
  next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state
    const result = (a + b + counter) >>> 0
    this.#state[0] = b ^ (b >>> 9)
    this.#state[1] = c + (c << 3)
    this.#state[2] = ((c << 21) | (c >>> 11)) + result
    this.#state[3] = counter + 1
    return result / UINT32_RANGE
  }

  /** A whole number from `low` up to and including `high`. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick<T extends {}>(choices: readonly T[]): T {
    const choice = choices[this.integer(0, choices.length - 1)]
    if (choice === undefined) {
      throw new RangeError('There is nothing to pick from')
    }
    return choice
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Standard normal distribution, by the method of Box and Muller (1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** Exponential distribution with the given mean: the gaps between independent arrivals. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }
}
