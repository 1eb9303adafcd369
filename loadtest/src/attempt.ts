/** One attempt to send a message. */
export interface Attempt {
  /** When it was written to a connection, by the driver's clock. */
  readonly sentAtMs: number
  /** From there to its answer: the system's part. */
  readonly latencyMs: number
  /** From when it was due to when it was written: the driver's part. */
  readonly lagMs: number
  /** As `answerLabel` puts it. */
  readonly label: string
  /** Whether its 200 completes a payment. */
  readonly isReport: boolean
}

/** A part of a run, by the driver's clock. */
export interface Phase {
  readonly fromMs: number
  readonly toMs: number
  readonly attempts: readonly Attempt[]
}
