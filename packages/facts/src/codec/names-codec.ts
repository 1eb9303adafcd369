import type { AccountName } from '../state/account-name.ts'
import { TAG_SIZE_BYTES } from '../state/account-tag.ts'
import { NAMES_MAX } from '../state/bounds.ts'
import type { SectionCodec } from '../state/lazy-section.ts'

/** The first name with its time, each other with its distance from the one before. */
export const namesCodec: SectionCodec<AccountName[]> = {
  empty: () => [],
  isEmpty: (names) => names.length === 0,
  write(writer, names) {
    writer.writeNumber(names.length)
    let previousMs: number | undefined
    for (const { tag, firstMs } of names) {
      writer.writeFixed(tag, TAG_SIZE_BYTES)
      if (previousMs === undefined) {
        writer.writeSigned(firstMs)
      } else {
        writer.writeNumber(firstMs - previousMs)
      }
      previousMs = firstMs
    }
  },
  read(reader) {
    const length = reader.readLength(NAMES_MAX)
    const names: AccountName[] = []
    let previousMs: number | undefined
    for (let index = 0; index < length; index++) {
      const tag = reader.readFixed(TAG_SIZE_BYTES)
      const firstMs: number =
        previousMs === undefined ? reader.readSigned() : previousMs + reader.readNumber()
      names.push({ tag, firstMs })
      previousMs = firstMs
    }
    return names
  },
}
