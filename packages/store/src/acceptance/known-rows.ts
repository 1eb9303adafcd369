import type { KnownIds } from './known-ids.ts'
import type { MessageWrite } from './batch-writes.ts'

/** An account, a person, or that a person holds an account, as the first message that names it makes it known. */
export interface KnownAccount {
  readonly id: string
  readonly tenantId: string
  readonly accountId: string
  readonly createdAt: string
}
export interface KnownEntity {
  readonly id: string
  readonly tenantId: string
  readonly entityId: string
  readonly createdAtMs: number
}
export interface KnownHolder {
  readonly id: string
  readonly tenantId: string
  readonly entityId: string
  readonly accountId: string
  readonly createdAtMs: number
}

export interface KnownRows {
  readonly accounts: readonly KnownAccount[]
  readonly entities: readonly KnownEntity[]
  readonly holders: readonly KnownHolder[]
}

/** How the row that is locked for an account is named among the known ids. Identifiers never contain U+0000. */
export function accountStateId(tenantId: string, accountId: string): string {
  return `state\u0000${tenantId}\u0000${accountId}`
}

/** The rows that a batch's messages make known and that may not be there yet, each once; the first message wins. */
export function findUnknownRows(messages: readonly MessageWrite[], knownIds: KnownIds): KnownRows {
  const accounts = new Map<string, KnownAccount>()
  const entities = new Map<string, KnownEntity>()
  const holders = new Map<string, KnownHolder>()
  const offer = <Row extends { id: string }>(rows: Map<string, Row>, row: Row): void => {
    if (!knownIds.has(row.id) && !rows.has(row.id)) {
      rows.set(row.id, row)
    }
  }
  for (const { request } of messages) {
    const { tenantId, parsed } = request
    const { createdAt, createdAtMs } = parsed
    for (const accountId of parsed.accounts) {
      offer(accounts, { id: `account\u0000${tenantId}\u0000${accountId}`, tenantId, accountId, createdAt })
    }
    for (const entityId of parsed.entities) {
      offer(entities, { id: `entity\u0000${tenantId}\u0000${entityId}`, tenantId, entityId, createdAtMs })
    }
    for (const { entityId, accountId } of parsed.accountHolders) {
      const id = `holder\u0000${tenantId}\u0000${entityId}\u0000${accountId}`
      offer(holders, { id, tenantId, entityId, accountId, createdAtMs })
    }
  }
  return {
    accounts: [...accounts.values()],
    entities: [...entities.values()],
    holders: [...holders.values()],
  }
}

/** Everything that is known to be committed once a batch is. */
export function rowsOf(messages: readonly MessageWrite[], unknown: KnownRows): readonly string[] {
  const states = messages.flatMap(({ request }) => {
    const { instruction } = request.parsed
    return instruction === undefined
      ? []
      : [
          accountStateId(request.tenantId, instruction.debtor.accountId),
          accountStateId(request.tenantId, instruction.creditor.accountId),
        ]
  })
  const rows = [...unknown.accounts, ...unknown.entities, ...unknown.holders]
  return [...states, ...rows.map(({ id }) => id)]
}
