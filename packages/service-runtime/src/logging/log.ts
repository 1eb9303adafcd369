/** Structured fields of a log line. Ids, counts, durations and errors; never payloads, account ids or names. */
export type LogFields = Readonly<Record<string, unknown>>

/** Writes one line per call. The message is a constant sentence; what varies goes into the fields. An error goes into `err`. */
export interface Log {
  fatal(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  debug(fields: LogFields, message: string): void
  trace(fields: LogFields, message: string): void
  /** A log whose lines carry these fields too. */
  child(fields: LogFields): Log
}
