import { CURRENCIES_MAX, LARGEST_MAX } from '../state/bounds.ts'
import type { SectionCodec } from '../state/lazy-section.ts'
import type { CurrencyStatistics, LargestPayment, LifeProfile } from '../state/side-state.ts'
import { zeros } from '../state/zeros.ts'
import { UndecodableAccountStateError } from './account-state-errors.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { TimeReader, TimeWriter } from './descending-times.ts'

const HOURS = 24
const DIGITS = 9

export const profileCodec: SectionCodec<LifeProfile> = {
  empty: () => ({ count: 0, firstMs: 0, hours: zeros(HOURS), currencies: [] }),
  isEmpty: ({ count }) => count === 0,
  write(writer, { count, firstMs, hours, currencies }) {
    writer.writeNumber(count)
    writer.writeSigned(firstMs)
    writeCounts(writer, hours)
    writer.writeNumber(currencies.length)
    for (const each of currencies) {
      writeStatistics(writer, each)
    }
  },
  read: (reader) => ({
    count: reader.readNumber(),
    firstMs: reader.readSigned(),
    hours: readCounts(reader, HOURS),
    currencies: readCurrencies(reader),
  }),
}

function readCurrencies(reader: ByteReader): CurrencyStatistics[] {
  const length = reader.readLength(CURRENCIES_MAX)
  const currencies: CurrencyStatistics[] = []
  for (let index = 0; index < length; index++) {
    currencies.push(readStatistics(reader))
  }
  return currencies
}

function writeStatistics(writer: ByteWriter, statistics: CurrencyStatistics): void {
  writer.writeText(statistics.currency)
  writer.writeNumber(statistics.count)
  writer.writeBigint(statistics.sum)
  writer.writeBigint(statistics.squareSum)
  writer.writeBigint(statistics.logSum)
  writer.writeBigint(statistics.logSquareSum)
  writeCounts(writer, statistics.digits)
  writer.writeNumber(statistics.largest.length)
  const times = new TimeWriter(writer)
  for (const { atMs, amountMinor } of statistics.largest) {
    times.write(atMs)
    writer.writeBigint(amountMinor)
  }
}

function readStatistics(reader: ByteReader): CurrencyStatistics {
  return {
    currency: reader.readText(),
    count: reader.readNumber(),
    sum: reader.readBigint(),
    squareSum: reader.readBigint(),
    logSum: reader.readBigint(),
    logSquareSum: reader.readBigint(),
    digits: readCounts(reader, DIGITS),
    largest: readLargest(reader),
  }
}

function readLargest(reader: ByteReader): LargestPayment[] {
  const length = reader.readLength(LARGEST_MAX)
  const times = new TimeReader(reader)
  const largest: LargestPayment[] = []
  for (let index = 0; index < length; index++) {
    largest.push({ atMs: times.read(), amountMinor: reader.readBigint() })
  }
  return largest
}

/** Which counts there are, one bit each, then those counts. */
function writeCounts(writer: ByteWriter, counts: readonly number[]): void {
  let present = 0
  for (let index = 0; index < counts.length; index++) {
    present |= (counts[index] ?? 0) > 0 ? 1 << index : 0
  }
  writer.writeNumber(present)
  for (const count of counts) {
    if (count > 0) {
      writer.writeNumber(count)
    }
  }
}

function readCounts(reader: ByteReader, length: number): number[] {
  const present = reader.readNumber()
  if (present >= 2 ** length) {
    throw new UndecodableAccountStateError('there are more counts than there can be')
  }
  const counts: number[] = []
  for (let index = 0; index < length; index++) {
    counts.push(((present >>> index) & 1) === 1 ? reader.readNumber() : 0)
  }
  return counts
}
