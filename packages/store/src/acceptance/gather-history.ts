import { paymentInstructionCodec } from '@pantau/contracts'
import type { AccountFinding, PayeeHistory } from '@pantau/facts'
import { paymentKey } from './accept-batch.ts'
import type { AccountRow } from './account-book.ts'
import { keyOf } from './batch-history.ts'
import type { BatchReads, RecordedInstruction } from './batch-reads.ts'
import type { HistoryRow } from './statements/read-history.ts'

export type GatheredHistory = Pick<
  BatchReads,
  'instructions' | 'accounts' | 'payees' | 'holders' | 'findings'
>

/** Sorts what is on record by its kind. Pure. @throws UndecodableMessageError for an instruction that cannot be read */
export function gatherHistory(rows: readonly HistoryRow[]): GatheredHistory {
  const instructions = new Map<string, RecordedInstruction>()
  const accounts: AccountRow[] = []
  const payees = new Map<string, PayeeHistory | undefined>()
  const holders = new Map<string, readonly string[]>()
  const findings = new Map<string, AccountFinding[]>()
  for (const row of rows) {
    const { tenant_id: tenantId, id } = row
    switch (row.kind) {
      case 'instruction':
        instructions.set(paymentKey(tenantId, id), recordedInstruction(row))
        break
      case 'account':
        accounts.push({ tenantId, accountId: id, version: row.count, state: row.state })
        break
      case 'payee':
        payees.set(keyOf(tenantId, id, row.other_id ?? ''), payeeHistory(row))
        break
      case 'holder':
        holders.set(keyOf(tenantId, id), row.ids ?? [])
        break
      case 'finding':
        addFinding(findings, row)
        break
    }
  }
  return { instructions, accounts, payees, holders, findings }
}

function recordedInstruction(row: HistoryRow): RecordedInstruction {
  const instruction = paymentInstructionCodec.decode(Buffer.from(row.text ?? '', 'utf8'))
  const { first_ms: firstStatusAtMs, other_id: status, last_ms: occurredAtMs } = row
  return {
    instruction,
    ...(firstStatusAtMs === null ? {} : { firstStatusAtMs }),
    ...(status === null || occurredAtMs === null ? {} : { finalStatus: { status, occurredAtMs } }),
  }
}

function payeeHistory({ count, first_ms: firstMs, last_ms: lastMs }: HistoryRow): PayeeHistory | undefined {
  return count === null || firstMs === null || lastMs === null ? undefined : { count, firstMs, lastMs }
}

function addFinding(findings: Map<string, AccountFinding[]>, row: HistoryRow): void {
  const key = keyOf(row.tenant_id, row.id)
  const ofAccount = findings.get(key) ?? []
  findings.set(key, ofAccount)
  const { other_id: endToEndId, first_ms: atMs, text: counterpartyAccountId } = row
  if (endToEndId !== null && atMs !== null && counterpartyAccountId !== null) {
    ofAccount.push({ endToEndId, atMs, counterpartyAccountId })
  }
}
