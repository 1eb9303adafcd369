import { fitDocument } from './fit-document.ts'
import { FRMS_MESSAGE } from './layout.ts'
import type { OutgoingDocument } from './outgoing-document.ts'

/** A document as protobuf. What the layout cannot hold is lost; README.md lists it. */
export function encodeDocument(document: OutgoingDocument): Uint8Array {
  return encodeMembers({ ...document })
}

/** Any members of the layout, also those that no document of ours has. */
export function encodeMembers(members: Readonly<Record<string, unknown>>): Uint8Array {
  return FRMS_MESSAGE.encode(fitDocument(FRMS_MESSAGE, members)).finish()
}
