import { isCalendarDay } from './calendar.ts'

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))?$/

const MINUTE_MS = 60_000
const OFFSET_MAX_MINUTES = 14 * 60
/** The Gregorian calendar repeats after 400 years; `Date.UTC` takes years below 100 for the twentieth century's. */
const CYCLE_YEARS = 400
const CYCLE_MS = 146_097 * 24 * 60 * MINUTE_MS

/**
 * Milliseconds since the epoch (UTC) of an ISO 20022 `ISODateTime`, which is XML Schema's `dateTime`
 * (https://www.w3.org/TR/xmlschema-2/#dateTime): `YYYY-MM-DDThh:mm:ss` with an optional fraction (up to nanoseconds; cut to
 * milliseconds) and an optional offset (none means UTC). `undefined` for any other text and for days or times that do not exist.
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text)
  if (match === null) {
    return undefined
  }
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  const hour = Number(match[4])
  const minute = Number(match[5])
  const second = Number(match[6])
  if (!isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 59) {
    return undefined
  }
  const offsetMinutes = parseOffsetMinutes(match[8], match[9], match[10])
  if (offsetMinutes === undefined) {
    return undefined
  }
  const millisecond = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const localMs = Date.UTC(year + CYCLE_YEARS, month - 1, day, hour, minute, second, millisecond) - CYCLE_MS
  return localMs - offsetMinutes * MINUTE_MS
}

function parseOffsetMinutes(sign: string | undefined, hours = '0', minutes = '0'): number | undefined {
  const size = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || size > OFFSET_MAX_MINUTES) {
    return undefined
  }
  return sign === '-' ? -size : size
}
