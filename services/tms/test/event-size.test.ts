import { expect, it } from 'vitest'
import { acceptedEventCodec } from '@pantau/contracts'
import {
  EXAMPLE_MESSAGES,
  IDENTIFIER_SIZE_MAX_BYTES,
  parseMessage,
  REMITTANCE_TEXT_SIZE_MAX_BYTES,
} from '@pantau/iso20022'
import { FRAME_BYTES_MAX } from '@pantau/stream'

/** A character of one byte that JSON writes in six. */
const LONGEST = '\u0001'

function longest(sizeBytes: number): string {
  return LONGEST.repeat(sizeBytes)
}

it('the event of the largest acceptable message takes less than half of what the broker carries at once', () => {
  const identifier = longest(IDENTIFIER_SIZE_MAX_BYTES)
  const document = structuredClone(EXAMPLE_MESSAGES['pacs.008.001.10'])
  const { GrpHdr, CdtTrfTxInf: transfer, RmtInf } = document.FIToFICstmrCdtTrf
  GrpHdr.MsgId = identifier
  transfer.PmtId.EndToEndId = identifier
  transfer.XchgRate = identifier
  transfer.Purp.Cd = identifier
  transfer.InstdAmt.Amt.Ccy = identifier
  transfer.IntrBkSttlmAmt.Amt.Ccy = identifier
  RmtInf.Ustrd = longest(REMITTANCE_TEXT_SIZE_MAX_BYTES)
  const agentLength = transfer.DbtrAgt.FinInstnId.ClrSysMmbId.MmbId.length
  for (const { Id } of [transfer.DbtrAcct, transfer.CdtrAcct]) {
    Id.Othr = [{ Id: longest(IDENTIFIER_SIZE_MAX_BYTES - agentLength - 1), SchmeNm: { Prtry: 'x' } }]
  }
  for (const { Id } of [transfer.Dbtr, transfer.Cdtr]) {
    Id.PrvtId.Othr = [{ Id: longest(IDENTIFIER_SIZE_MAX_BYTES - 1), SchmeNm: { Prtry: 'x' } }]
  }
  const result = parseMessage('pacs.008.001.10', document, { quoting: false })
  if (result.kind === 'refused' || result.message.instruction === undefined) {
    throw new Error(JSON.stringify(result))
  }
  const { transactionType, messageId, endToEndId, createdAtMs, instruction } = result.message
  const header = { tenantId: 'DEFAULT', transactionType, messageId }
  const event = acceptedEventCodec.encode({
    header: { ...header, acceptedAtMs: 0, configDigest: '', dataPreparationNs: 0, eventDirectorNs: 0 },
    payment: { ...header, endToEndId, occurredAtMs: createdAtMs, status: identifier, instruction },
    facts: {},
  })
  expect(event.byteLength).toBeGreaterThan(REMITTANCE_TEXT_SIZE_MAX_BYTES)
  expect(event.byteLength).toBeLessThan(FRAME_BYTES_MAX / 2)
})
