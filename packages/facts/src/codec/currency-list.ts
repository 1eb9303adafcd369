import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { UndecodableAccountStateError } from './account-state-errors.ts'

/** The currencies of a list, each written once and then by its number; the number is left out where there is but one. */
export class CurrencyWriter {
  private readonly currencies: readonly string[]
  private readonly writer: ByteWriter

  constructor(writer: ByteWriter, entries: readonly { readonly currency: string }[]) {
    this.writer = writer
    this.currencies = distinctCurrencies(entries)
    writer.writeNumber(this.currencies.length)
    for (const currency of this.currencies) {
      writer.writeText(currency)
    }
  }

  write(currency: string): void {
    if (this.currencies.length > 1) {
      this.writer.writeNumber(this.currencies.indexOf(currency))
    }
  }
}

export class CurrencyReader {
  private readonly currencies: readonly string[]
  private readonly only: string | undefined
  private readonly reader: ByteReader

  constructor(reader: ByteReader, max: number) {
    this.reader = reader
    const length = reader.readLength(max)
    const currencies: string[] = []
    for (let index = 0; index < length; index++) {
      currencies.push(reader.readText())
    }
    this.currencies = currencies
    this.only = length === 1 ? currencies[0] : undefined
  }

  read(): string {
    const currency = this.only ?? this.currencies[this.reader.readNumber()]
    if (currency === undefined) {
      throw new UndecodableAccountStateError('a currency is missing')
    }
    return currency
  }
}

function distinctCurrencies(entries: readonly { readonly currency: string }[]): readonly string[] {
  const [first] = entries
  if (first === undefined) {
    return []
  }
  const isOne = entries.every(({ currency }) => currency === first.currency)
  return isOne ? [first.currency] : [...new Set(entries.map(({ currency }) => currency))].sort()
}
