import { encodeDocument } from '@pantau/tazama-wire'
import type { OutgoingDocument } from '@pantau/tazama-wire'

/** How documents are written on the way out. */
export interface DocumentFormat {
  /** As HTTP names it. */
  readonly contentType: string
  encode(document: OutgoingDocument): string | Uint8Array
}

/** In the shape and with the names of Tazama 4.0; nothing is lost. */
export const JSON_FORMAT: DocumentFormat = {
  contentType: 'application/json',
  encode: (document) => JSON.stringify(document),
}

/** As Tazama 4.0 itself sends them, for receivers that decode its message. The media type is that of RFC 9996. */
export const PROTOBUF_FORMAT: DocumentFormat = {
  contentType: 'application/protobuf',
  encode: encodeDocument,
}
