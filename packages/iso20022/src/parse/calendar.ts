const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FEBRUARY = 2

/** Whether the day exists in the Gregorian calendar, from year 1 on (ISO 8601 has a year 0, XML Schema 1.0 and SQL have not). */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const days = month === FEBRUARY && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1]
  return year >= 1 && days !== undefined && day >= 1 && day <= days
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is an existing day, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const match = DATE.exec(text)
  return match !== null && isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]))
}
