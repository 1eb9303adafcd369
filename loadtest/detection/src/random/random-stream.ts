const UINT32_RANGE = 2 ** 32
const WARM_UP_ROUNDS = 15
const POISSON_MEAN_MAX = 50

/**
 * A reproducible source of pseudo-random numbers: sfc32 of PractRand (Chris Doty-Humphrey, public domain). Streams with different
 * names are independent, so that one more draw in one part of the generator changes nothing in another.
 */
export class RandomStream {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, name: string) {
    this.#a = hash(name, seed >>> 0)
    this.#b = hash(name, Math.floor(seed / UINT32_RANGE) ^ 0x9e37_79b9)
    this.#c = seed >>> 0
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
      this.uint32()
    }
  }

  uint32(): number {
    const result = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0
    return result >>> 0
  }

  /** At least 0, less than 1. */
  next(): number {
    return this.uint32() / UINT32_RANGE
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  /** A whole number from `low` up to and including `high`. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(choices: ArrayLike<T>): T {
    const choice = choices[Math.floor(this.next() * choices.length)]
    if (choice === undefined) {
      throw new RangeError('There is nothing to pick from')
    }
    return choice
  }

  /** Standard normal distribution, by the method of Box and Muller (1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  /** By multiplying uniform numbers (Knuth); large means are rounded from the normal distribution. */
  poisson(mean: number): number {
    if (mean > POISSON_MEAN_MAX) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    }
    const floor = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > floor; product *= this.next()) {
      count += 1
    }
    return count
  }

  /** Whole numbers from 0 to `count - 1` in random order (Fisher and Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, index) => index)
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(this.next() * (last + 1))
      const held = order[last] ?? 0
      order[last] = order[other] ?? 0
      order[other] = held
    }
    return order
  }
}

/** FNV-1a over the name, started from the seed. */
function hash(name: string, start: number): number {
  let value = (start ^ 0x811c_9dc5) >>> 0
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x0100_0193)
  }
  return value | 0
}
