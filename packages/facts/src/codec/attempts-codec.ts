import type { RecentPayment } from '../state/side-state.ts'
import { UndecodableAccountStateError } from './account-state-errors.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/**
 * Most attempts are settled at once, by the same report, so that their times are those of the payments: a run of them is written as its
 * length, and only an attempt that differs as its distance from the one before. After each of these the payments go on below its time.
 */
export function writeAttempts(
  writer: ByteWriter,
  attempts: readonly number[],
  payments: readonly RecentPayment[],
): void {
  writer.writeNumber(attempts.length)
  let done = 0
  let place = 0
  while (done < attempts.length) {
    const run = commonRun(attempts, done, payments, place)
    writer.writeNumber(run)
    done += run
    place += run
    const atMs = attempts[done]
    if (atMs === undefined) {
      return
    }
    const previousMs = attempts[done - 1]
    if (previousMs === undefined) {
      writer.writeSigned(atMs)
    } else {
      writer.writeNumber(previousMs - atMs)
    }
    done++
    place = placeBelow(payments, place, atMs)
  }
}

export function readAttempts(reader: ByteReader, payments: readonly RecentPayment[], max: number): number[] {
  const length = reader.readLength(max)
  const attempts: number[] = []
  let place = 0
  while (attempts.length < length) {
    const run = reader.readLength(length - attempts.length)
    for (let index = 0; index < run; index++) {
      const payment = payments[place++]
      if (payment === undefined) {
        throw new UndecodableAccountStateError('an attempt is missing')
      }
      attempts.push(payment.atMs)
    }
    if (attempts.length === length) {
      break
    }
    const previousMs = attempts.at(-1)
    const atMs = previousMs === undefined ? reader.readSigned() : previousMs - reader.readNumber()
    attempts.push(atMs)
    place = placeBelow(payments, place, atMs)
  }
  return attempts
}

function commonRun(
  attempts: readonly number[],
  from: number,
  payments: readonly RecentPayment[],
  place: number,
): number {
  let run = 0
  while (from + run < attempts.length && payments[place + run]?.atMs === attempts[from + run]) {
    run++
  }
  return run
}

/** The place of the newest payment, from `place` on, that is not later than `atMs`. */
function placeBelow(payments: readonly RecentPayment[], place: number, atMs: number): number {
  let next = place
  for (let payment = payments[next]; payment !== undefined && payment.atMs > atMs; payment = payments[next]) {
    next++
  }
  return next
}
