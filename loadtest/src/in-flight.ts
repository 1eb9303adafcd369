/**
 * Bounds how many submissions run at once, and carries the first failure to the driver: a submission that throws is a fault of the
 * driver itself (refusals are values), so it ends the run.
 */
export class InFlight {
  readonly #max: number
  #running = 0
  #failure: { readonly cause: unknown } | undefined
  readonly #wakeups: (() => void)[] = []

  constructor(max: number) {
    if (!Number.isInteger(max) || max < 1) {
      throw new RangeError(`The bound on submissions in flight must be a positive whole number, not ${max}`)
    }
    this.#max = max
  }

  get isFull(): boolean {
    return this.#running >= this.#max
  }

  /** Runs `submit` when a place is free; resolves when it has started, not when it is done. @throws what a submission threw */
  async start(submit: () => Promise<void>): Promise<void> {
    while (this.isFull) {
      await this.#change()
    }
    this.#throwFailure()
    this.#running += 1
    submit()
      .catch((cause: unknown) => {
        this.#failure ??= { cause }
      })
      .finally(() => {
        this.#running -= 1
        for (const wake of this.#wakeups.splice(0)) {
          wake()
        }
      })
  }

  /** Resolves when nothing is in flight. @throws what a submission threw */
  async drained(): Promise<void> {
    while (this.#running > 0) {
      await this.#change()
    }
    this.#throwFailure()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wakeups.push(resolve))
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) {
      throw this.#failure.cause
    }
  }
}
