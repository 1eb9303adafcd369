import { TAG_SIZE_BYTES } from '../state/account-tag.ts'
import { ATTEMPTS_KEPT_MAX, COUNTERPARTIES_MAX, PAYMENTS_MAX, TEXTS_MAX } from '../state/bounds.ts'
import type { SectionCodec } from '../state/lazy-section.ts'
import type { Counterparty, Recent, RecentPayment } from '../state/side-state.ts'
import { UndecodableAccountStateError } from './account-state-errors.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { CurrencyReader, CurrencyWriter } from './currency-list.ts'
import { readAttempts, writeAttempts } from './attempts-codec.ts'
import { TimeReader, TimeWriter } from './descending-times.ts'

/** Payments name their counterparty by its place in the list of counterparties. */
export const recentCodec: SectionCodec<Recent> = {
  empty: () => ({ attempts: [], counterparties: [], payments: [] }),
  isEmpty: ({ attempts, payments }) => attempts.length === 0 && payments.length === 0,
  write(writer, { attempts, counterparties, payments }) {
    writeCounterparties(writer, counterparties)
    writePayments(writer, payments, counterparties)
    writeAttempts(writer, attempts, payments)
  },
  read(reader) {
    const counterparties = readCounterparties(reader)
    const payments = readPayments(reader, counterparties)
    return { counterparties, payments, attempts: readAttempts(reader, payments, ATTEMPTS_KEPT_MAX) }
  },
}

function writeCounterparties(writer: ByteWriter, counterparties: readonly Counterparty[]): void {
  writer.writeNumber(counterparties.length)
  const times = new TimeWriter(writer)
  for (const { tag, firstMs, lastMs } of counterparties) {
    writer.writeFixed(tag, TAG_SIZE_BYTES)
    times.write(lastMs)
    writer.writeNumber(lastMs - firstMs)
  }
}

function readCounterparties(reader: ByteReader): Counterparty[] {
  const length = reader.readLength(COUNTERPARTIES_MAX)
  const times = new TimeReader(reader)
  const counterparties: Counterparty[] = []
  for (let index = 0; index < length; index++) {
    const tag = reader.readFixed(TAG_SIZE_BYTES)
    const lastMs = times.read()
    counterparties.push({ tag, firstMs: lastMs - reader.readNumber(), lastMs })
  }
  return counterparties
}

function writePayments(
  writer: ByteWriter,
  payments: readonly RecentPayment[],
  counterparties: readonly Counterparty[],
): void {
  const places = new Map(counterparties.map(({ tag }, index) => [tag, index]))
  writer.writeNumber(payments.length)
  const currencies = new CurrencyWriter(writer, payments)
  const times = new TimeWriter(writer, counterparties[0]?.lastMs)
  for (const { atMs, counterparty, currency, amountMinor } of payments) {
    const place = places.get(counterparty)
    if (place === undefined) {
      throw new TypeError('A recent payment names an account that is not among the recent ones')
    }
    times.write(atMs)
    writer.writeNumber(place)
    currencies.write(currency)
    writer.writeBigint(amountMinor)
  }
  for (const { text } of payments.slice(0, TEXTS_MAX)) {
    writer.writeText(text ?? '')
  }
}

function readPayments(reader: ByteReader, counterparties: readonly Counterparty[]): RecentPayment[] {
  const length = reader.readLength(PAYMENTS_MAX)
  const currencies = new CurrencyReader(reader, PAYMENTS_MAX)
  const times = new TimeReader(reader, counterparties[0]?.lastMs)
  const payments: RecentPayment[] = []
  for (let index = 0; index < length; index++) {
    const atMs = times.read()
    const counterparty = counterparties[reader.readNumber()]?.tag
    if (counterparty === undefined) {
      throw new UndecodableAccountStateError('an account is missing')
    }
    payments.push({ atMs, counterparty, currency: currencies.read(), amountMinor: reader.readBigint() })
  }
  for (let index = 0; index < Math.min(length, TEXTS_MAX); index++) {
    const payment = payments[index]
    const text = reader.readText()
    if (payment !== undefined && text !== '') {
      payments[index] = { ...payment, text }
    }
  }
  return payments
}
