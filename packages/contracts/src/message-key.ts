import type { MessageKey } from './evaluation-header.ts'

/**
 * The text of a message's natural key, `tenant/type/MsgId`. A slash or percent sign inside a part is percent-encoded (RFC 3986), so two
 * different keys never have the same text.
 */
export function messageKeyText(key: MessageKey): string {
  return `${escapePart(key.tenantId)}/${key.transactionType}/${escapePart(key.messageId)}`
}

function escapePart(part: string): string {
  return part.includes('%') || part.includes('/') ? escaped(part) : part
}

function escaped(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F')
}
