const LENGTH = '2026-08-02T09:14:07.512Z'.length

/** The milliseconds since 1970 of a text that is exactly `YYYY-MM-DDTHH:mm:ss.sssZ` and names a real time; `undefined` for any other. */
export function parseIsoMilliseconds(text: string): number | undefined {
  const milliseconds = Date.parse(text)
  return text.length === LENGTH && !Number.isNaN(milliseconds) && isoMilliseconds(milliseconds) === text
    ? milliseconds
    : undefined
}

export function isoMilliseconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
