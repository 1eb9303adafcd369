import { parseDateTime } from './parse-date-time.ts'
import type { Problem } from './problem.ts'
import { readIdentifier } from './read-text.ts'

/** What identifies a message and when it was made. */
export interface MessageHeader {
  readonly messageId: string
  readonly createdAt: string
  readonly createdAtMs: number
}

/** Reads `GrpHdr` of the message whose root element is at `root`. */
export function readHeader(
  header: { readonly MsgId: string; readonly CreDtTm: string },
  root: string,
  problems: Problem[],
): MessageHeader | undefined {
  const messageId = readIdentifier(header.MsgId, `${root}/GrpHdr/MsgId`, problems)
  const createdAtMs = parseDateTime(header.CreDtTm)
  if (createdAtMs === undefined) {
    problems.push({ path: `${root}/GrpHdr/CreDtTm`, expected: 'must be an ISO 8601 date and time' })
  }
  return messageId === undefined || createdAtMs === undefined
    ? undefined
    : { messageId, createdAt: header.CreDtTm, createdAtMs }
}
