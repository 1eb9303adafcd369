/** SQL for the instant of a count of milliseconds since the epoch, exact. */
export function instantOf(milliseconds: string): string {
  return `(timestamptz 'epoch' + ${milliseconds} * interval '1 millisecond')`
}

/** SQL for the milliseconds since the epoch of an instant that has no finer part. */
export function millisecondsOf(instant: string): string {
  return `(extract(epoch FROM ${instant}) * 1000)::int8`
}
