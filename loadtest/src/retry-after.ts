/** Delay of a `Retry-After` header in its seconds form (RFC 9110 section 10.2.3), in milliseconds. */
export function parseRetryAfterMs(value: string | readonly string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined
}
