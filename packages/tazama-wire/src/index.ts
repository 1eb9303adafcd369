export { decodeDocument, UndecodableDocumentError } from './decode-document.ts'
export { encodeDocument } from './encode-document.ts'
export { WHOLE_NUMBER_MAX } from './fit-scalar.ts'
export type { AlertDocument, OutgoingDocument } from './outgoing-document.ts'
