/** An ISO 20022 date: year, month and day, with or without an offset that says nothing of a day of birth. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/
/** Nobody is known to have lived longer than 122 years; what is above is a mistake in the data. */
const AGE_MAX_YEARS = 125

/**
 * The age in completed years at a time, by the calendar (UTC): who was born on 29 February completes a year on 1 March where there is no
 * such day. `undefined` for no date, one that is no day of the calendar, one after that time, and one more than 125 years before it.
 */
export function completedYears(birthDate: string | undefined, atMs: number): number | undefined {
  const match = DATE.exec(birthDate ?? '')
  if (match === null) {
    return undefined
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const born = new Date(Date.UTC(year, month - 1, day))
  if (born.getUTCFullYear() !== year || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) {
    return undefined
  }
  const at = new Date(atMs)
  const monthsAhead = at.getUTCMonth() - born.getUTCMonth()
  const isBeforeBirthday = monthsAhead < 0 || (monthsAhead === 0 && at.getUTCDate() < day)
  const age = at.getUTCFullYear() - year - (isBeforeBirthday ? 1 : 0)
  return age >= 0 && age <= AGE_MAX_YEARS ? age : undefined
}
