import { assembleAccountState, SECTION_COUNT, sectionsOf } from '../state/account-state.ts'
import type { AccountState } from '../state/account-state.ts'
import { OutdatedAccountStateError, UndecodableAccountStateError } from './account-state-errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** Layout of stored states. Count up when bytes or their meaning change: older states are then rebuilt, but for those of the next line. */
export const ACCOUNT_STATE_VERSION = 2
/** The same without names, which payments did not carry then: read as it is, and written anew with the account's next payment. */
const VERSION_WITHOUT_NAMES = 1

/** Usually enough for the version and the sizes of the parts. */
const HEAD_SIZE_BYTES = 48

/** Kept: making room anew costs as much as writing a small state. States are bounded, and so is what they need. */
const body = new ByteWriter()
const head = new ByteWriter(HEAD_SIZE_BYTES)

/** The state as bytes: the version, the sizes of the parts, the parts. Equal states have equal bytes. */
export function encodeAccountState(state: AccountState): Uint8Array {
  body.clear()
  head.clear()
  head.writeByte(ACCOUNT_STATE_VERSION)
  for (const section of sectionsOf(state)) {
    const startBytes = body.sizeBytes
    section.writeTo(body)
    head.writeNumber(body.sizeBytes - startBytes)
  }
  const bytes = new Uint8Array(head.sizeBytes + body.sizeBytes)
  bytes.set(head.view())
  bytes.set(body.view(), head.sizeBytes)
  return bytes
}

/**
 * Reads a state; each of its parts is decoded when it is first needed, and may then still be found undecodable. The bytes must not change
 * afterwards.
 * @throws OutdatedAccountStateError for an older layout
 * @throws UndecodableAccountStateError
 */
export function decodeAccountState(bytes: Uint8Array): AccountState {
  const reader = new ByteReader(bytes)
  const version = reader.readByte()
  if (version < VERSION_WITHOUT_NAMES) {
    throw new OutdatedAccountStateError(version)
  }
  if (version > ACCOUNT_STATE_VERSION) {
    throw new UndecodableAccountStateError('its layout is newer than this program')
  }
  const sizes: number[] = []
  const count = version === VERSION_WITHOUT_NAMES ? SECTION_COUNT - 1 : SECTION_COUNT
  for (let index = 0; index < count; index++) {
    sizes.push(reader.readNumber())
  }
  const state = assembleAccountState(sizes.map((sizeBytes) => reader.take(sizeBytes)))
  reader.expectEnd()
  return state
}
