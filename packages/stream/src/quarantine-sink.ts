export interface QuarantineEntry {
  /** Name of the channel that the message came from, and goes back to once repaired. */
  readonly channel: string
  /** The stage that could not handle it. */
  readonly stage: string
  readonly bytes: Uint8Array
  readonly reason: string
}

/** Keeps messages that no retry can help, with the reason, until someone has looked at them. */
export interface QuarantineSink {
  /** Resolves when the entry is durable; the same entry may be put again. */
  put(entry: QuarantineEntry): Promise<void>
}
