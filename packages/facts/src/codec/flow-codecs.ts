import { TAG_SIZE_BYTES } from '../state/account-tag.ts'
import {
  FLOW_HOPS_MAX,
  FLOW_TAGS_MAX,
  FUNDERS_MAX,
  LOCATIONS_KEPT_MAX,
  SENDER_FUNDERS_MAX,
} from '../state/bounds.ts'
import type { FlowTag, Funder, LocatedPayment, SenderFunder } from '../state/flow-state.ts'
import type { SectionCodec } from '../state/lazy-section.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { CurrencyReader, CurrencyWriter } from './currency-list.ts'
import { TimeReader, TimeWriter } from './descending-times.ts'

export const flowTagsCodec: SectionCodec<FlowTag[]> = {
  empty: () => [],
  isEmpty: (tags) => tags.length === 0,
  write(writer, tags) {
    writer.writeNumber(tags.length)
    const currencies = new CurrencyWriter(writer, tags)
    const times = new TimeWriter(writer)
    for (const { origin, firstMs, lastMs, currency, amountMinor, hops } of tags) {
      writer.writeFixed(origin, TAG_SIZE_BYTES)
      times.write(lastMs)
      writer.writeNumber(lastMs - firstMs)
      currencies.write(currency)
      writer.writeBigint(amountMinor)
      writer.writeNumber(hops)
    }
  },
  read(reader) {
    const length = reader.readLength(FLOW_TAGS_MAX)
    const currencies = new CurrencyReader(reader, FLOW_TAGS_MAX)
    const times = new TimeReader(reader)
    const tags: FlowTag[] = []
    for (let index = 0; index < length; index++) {
      const origin = reader.readFixed(TAG_SIZE_BYTES)
      const lastMs = times.read()
      const firstMs = lastMs - reader.readNumber()
      const currency = currencies.read()
      const amountMinor = reader.readBigint()
      tags.push({ origin, firstMs, lastMs, currency, amountMinor, hops: readHops(reader) })
    }
    return tags
  },
}

function readHops(reader: ByteReader): number {
  return reader.readLength(FLOW_HOPS_MAX)
}

export const fundersCodec = listByTime<Funder>(FUNDERS_MAX, {
  write: (writer, { accountId }) => writer.writeText(accountId),
  read: (reader, lastMs) => ({ accountId: reader.readText(), lastMs }),
})

export const senderFundersCodec = listByTime<SenderFunder>(SENDER_FUNDERS_MAX, {
  write(writer, { funder, sender }) {
    writer.writeFixed(funder, TAG_SIZE_BYTES)
    writer.writeFixed(sender, TAG_SIZE_BYTES)
  },
  read: (reader, lastMs) => ({
    funder: reader.readFixed(TAG_SIZE_BYTES),
    sender: reader.readFixed(TAG_SIZE_BYTES),
    lastMs,
  }),
})

export const locationsCodec: SectionCodec<LocatedPayment[]> = {
  empty: () => [],
  isEmpty: (locations) => locations.length === 0,
  write(writer, locations) {
    writer.writeNumber(locations.length)
    const times = new TimeWriter(writer)
    let previous = { latitude: 0, longitude: 0 }
    for (const location of locations) {
      times.write(location.atMs)
      writer.writeSigned(location.latitude - previous.latitude)
      writer.writeSigned(location.longitude - previous.longitude)
      previous = location
    }
  },
  read(reader) {
    const length = reader.readLength(LOCATIONS_KEPT_MAX)
    const times = new TimeReader(reader)
    let [latitude, longitude] = [0, 0]
    const locations: LocatedPayment[] = []
    for (let index = 0; index < length; index++) {
      const atMs = times.read()
      latitude += reader.readSigned()
      longitude += reader.readSigned()
      locations.push({ atMs, latitude, longitude })
    }
    return locations
  },
}

/** A list that is ordered by `lastMs`, newest first. */
function listByTime<T extends { readonly lastMs: number }>(
  max: number,
  item: { write(writer: ByteWriter, item: T): void; read(reader: ByteReader, lastMs: number): T },
): SectionCodec<T[]> {
  return {
    empty: () => [],
    isEmpty: (list) => list.length === 0,
    write(writer, list) {
      writer.writeNumber(list.length)
      const times = new TimeWriter(writer)
      for (const each of list) {
        times.write(each.lastMs)
        item.write(writer, each)
      }
    },
    read(reader) {
      const length = reader.readLength(max)
      const times = new TimeReader(reader)
      const list: T[] = []
      for (let index = 0; index < length; index++) {
        list.push(item.read(reader, times.read()))
      }
      return list
    },
  }
}
