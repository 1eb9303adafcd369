import { agentBlock, chargesBlock, timestamp } from './message-blocks.ts'
import { DEFAULT_CREATED_AT_MS, testTransfer } from './test-transfer.ts'
import type { MessageOverrides, TransferOverrides } from './test-transfer.ts'

/** How long after its credit transfer a status report is created, where nothing else is asked for. */
export const STATUS_AFTER_MS = 1500

export interface StatusOverrides {
  /** `ACCC` (settled on the creditor's account) unless given. */
  readonly status?: string
  /** Milliseconds since the epoch (UTC); the creation time of the report unless given. */
  readonly acceptedAtMs?: number
}

export type Pacs002Document = ReturnType<typeof pacs002Document>

/** A valid pacs.002.001.12 (payment status report) as a JSON document, about the transfer with the same overrides. */
export function pacs002Document(overrides: MessageOverrides & StatusOverrides & TransferOverrides = {}) {
  const transfer = testTransfer(overrides)
  const {
    messageId = `PACS002-${transfer.endToEndId}`,
    createdAtMs = DEFAULT_CREATED_AT_MS + STATUS_AFTER_MS,
  } = overrides
  return {
    TxTp: 'pacs.002.001.12',
    FIToFIPmtSts: {
      GrpHdr: { MsgId: messageId, CreDtTm: timestamp(createdAtMs) },
      TxInfAndSts: {
        OrgnlInstrId: transfer.instructionId,
        OrgnlEndToEndId: transfer.endToEndId,
        TxSts: overrides.status ?? 'ACCC',
        ChrgsInf: [chargesBlock(transfer)],
        AccptncDtTm: timestamp(overrides.acceptedAtMs ?? createdAtMs),
        InstgAgt: agentBlock(transfer.debtor),
        InstdAgt: agentBlock(transfer.creditor),
      },
    },
  }
}
