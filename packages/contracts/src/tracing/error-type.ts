/** What a span says of an error: the name of its class, never its text, which may hold data. */
export function errorType(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
