export interface BatchSummary {
  readonly acked: number
  readonly retried: number
  readonly quarantined: number
  /** From the moment the batch was handed over until all of it was settled. */
  readonly durationMs: number
}

/** What the stage runner measures. Called once per batch, never per message. */
export interface StageMetrics {
  batchSettled(stage: string, summary: BatchSummary): void
  /** A dependency was away for this long, and the stage waited. */
  dependencyWaited(stage: string, waitedMs: number): void
}
