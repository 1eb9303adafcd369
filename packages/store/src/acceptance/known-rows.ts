import type { ParsedMessage } from '@pantau/iso20022'
import type { KnownIds } from './known-ids.ts'
import type { MessageWrite } from './batch-writes.ts'

type NamingMessage = Pick<MessageWrite, 'request'>

/** An account, a person, or that a person holds an account, as the first message that names it makes it known. */
export interface KnownAccount {
  readonly tenantId: string
  readonly accountId: string
  readonly createdAt: string
}
export interface KnownEntity {
  readonly tenantId: string
  readonly entityId: string
  readonly createdAtMs: number
}
export interface KnownHolder {
  readonly tenantId: string
  readonly entityId: string
  readonly accountId: string
  readonly createdAtMs: number
}

export interface KnownRows {
  readonly accounts: readonly KnownAccount[]
  readonly entities: readonly KnownEntity[]
  readonly holders: readonly KnownHolder[]
  /** How they are named among the known ids, once they are committed: who holds an account stands for person and account, too. */
  readonly ids: readonly string[]
}

/** How the row that is locked for an account is named among the known ids. Identifiers never contain U+0000. */
export function accountStateId(tenantId: string, accountId: string): string {
  return `state\u0000${tenantId}\u0000${accountId}`
}

/** How it is named among the known ids that somebody holds an account. */
export function accountHolderId({ tenantId, entityId, accountId }: Omit<KnownHolder, 'createdAtMs'>): string {
  return `holder\u0000${tenantId}\u0000${entityId}\u0000${accountId}`
}

/** The rows that a batch's messages make known and that may not be there yet, each once; the first message wins. */
export function findUnknownRows(messages: readonly NamingMessage[], knownIds: KnownIds): KnownRows {
  const rows = new UnknownRows(knownIds)
  for (const { request } of messages) {
    const { tenantId, parsed } = request
    for (const { entityId, accountId } of parsed.accountHolders) {
      rows.offerHolder(tenantId, parsed, entityId, accountId)
    }
    for (const accountId of parsed.accounts) {
      if (!parsed.accountHolders.some((holder) => holder.accountId === accountId)) {
        rows.offerAccount(tenantId, parsed, accountId)
      }
    }
    for (const entityId of parsed.entities) {
      if (!parsed.accountHolders.some((holder) => holder.entityId === entityId)) {
        rows.offerEntity(tenantId, parsed, entityId)
      }
    }
  }
  return rows.found()
}

class UnknownRows {
  readonly #knownIds: KnownIds
  readonly #accounts = new Map<string, KnownAccount>()
  readonly #entities = new Map<string, KnownEntity>()
  readonly #holders = new Map<string, KnownHolder>()
  readonly #ids = new Set<string>()

  constructor(knownIds: KnownIds) {
    this.#knownIds = knownIds
  }

  offerHolder(tenantId: string, parsed: ParsedMessage, entityId: string, accountId: string): void {
    const id = accountHolderId({ tenantId, entityId, accountId })
    if (this.#isNews(id)) {
      const { createdAtMs } = parsed
      this.#holders.set(id, { tenantId, entityId, accountId, createdAtMs })
      this.#addAccount(tenantId, parsed, accountId)
      this.#addEntity(tenantId, parsed, entityId)
    }
  }

  offerAccount(tenantId: string, parsed: ParsedMessage, accountId: string): void {
    if (this.#isNews(`account\u0000${tenantId}\u0000${accountId}`)) {
      this.#addAccount(tenantId, parsed, accountId)
    }
  }

  offerEntity(tenantId: string, parsed: ParsedMessage, entityId: string): void {
    if (this.#isNews(`entity\u0000${tenantId}\u0000${entityId}`)) {
      this.#addEntity(tenantId, parsed, entityId)
    }
  }

  found(): KnownRows {
    return {
      accounts: [...this.#accounts.values()],
      entities: [...this.#entities.values()],
      holders: [...this.#holders.values()],
      ids: [...this.#ids],
    }
  }

  #isNews(id: string): boolean {
    if (this.#ids.has(id) || this.#knownIds.has(id)) {
      return false
    }
    this.#ids.add(id)
    return true
  }

  #addAccount(tenantId: string, { createdAt }: ParsedMessage, accountId: string): void {
    const key = `${tenantId}\u0000${accountId}`
    if (!this.#accounts.has(key)) {
      this.#accounts.set(key, { tenantId, accountId, createdAt })
    }
  }

  #addEntity(tenantId: string, { createdAtMs }: ParsedMessage, entityId: string): void {
    const key = `${tenantId}\u0000${entityId}`
    if (!this.#entities.has(key)) {
      this.#entities.set(key, { tenantId, entityId, createdAtMs })
    }
  }
}

/** Everything that is known to be committed once a batch is. */
export function rowsOf(messages: readonly NamingMessage[], unknown: KnownRows): readonly string[] {
  const ids = [...unknown.ids]
  for (const { request } of messages) {
    const { instruction } = request.parsed
    if (instruction !== undefined) {
      ids.push(accountStateId(request.tenantId, instruction.debtor.accountId))
      ids.push(accountStateId(request.tenantId, instruction.creditor.accountId))
    }
  }
  return ids
}
