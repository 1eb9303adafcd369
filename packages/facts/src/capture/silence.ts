import type { FactValues, SilenceFact } from '@pantau/rule-kit'
import { DAY_MS } from '../state/bounds.ts'
import { utcDay } from '../state/utc-day.ts'
import type { Subject, SubjectAccount } from './subject.ts'

/**
 * The longest run of UTC days without activity that is followed by this payment, or by activity on a day at most `endedWithinMs` before
 * this payment's day. Of equal ones, the one that is not over yet.
 */
export function captureSilence(fact: SilenceFact, subject: Subject): FactValues['silence'] {
  const today = utcDay(subject.atMs)
  const days = activeDays(subject.account(fact.party), today)
  const [latest] = days
  if (latest === undefined) {
    return null
  }
  const ongoingDays = Math.max(0, today - latest - 1)
  const endedDays = longestEnded(days, today - fact.endedWithinMs / DAY_MS)
  const lengthDays = Math.max(ongoingDays, endedDays)
  return { lengthMs: lengthDays * DAY_MS, ongoing: lengthDays > 0 && ongoingDays === lengthDays }
}

function longestEnded(days: readonly number[], fromDay: number): number {
  let longestDays = 0
  for (const [index, day] of days.entries()) {
    const before = days[index + 1]
    if (before === undefined || day < fromDay) {
      break
    }
    longestDays = Math.max(longestDays, day - before - 1)
  }
  return longestDays
}

/** Newest first. A day counts that has activity besides what is left out, as far as the newest payments can tell. */
function activeDays(account: SubjectAccount, today: number): readonly number[] {
  const sides = [account.side('sent'), account.side('received')]
  const days = account.state.activityDays.read()
  if (sides.every(({ leftOut }) => leftOut.length === 0)) {
    return days
  }
  const doubtful = new Set(sides.flatMap(({ leftOut }) => leftOut.map(({ atMs }) => utcDay(atMs))))
  return days.filter(
    (day) => day <= today && (!doubtful.has(day) || sides.some((side) => isActive(side, day))),
  )

  function isActive({ payments, holdsAllFrom }: (typeof sides)[number], day: number): boolean {
    return payments.some(({ atMs }) => utcDay(atMs) === day) || !holdsAllFrom(day * DAY_MS)
  }
}
