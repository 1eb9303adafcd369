import type { HistoryRow } from '../acceptance/statements/read-history.ts'
import { answersOf } from './rehearsed-answer.ts'
import type { RehearsedAnswer, RehearsedRow } from './rehearsed-answer.ts'
import { bytesOf, columnOf, flagsOf, numbersOf, textsOf } from './statement-values.ts'
import type { TextValue } from './statement-values.ts'

interface Parties {
  readonly debtor: TextValue
  readonly creditor: TextValue
  readonly debtorEntity: TextValue
  readonly creditorEntity: TextValue
}

interface RecordedPayment extends Parties {
  readonly instruction: TextValue
}

interface RecordedAccount {
  readonly version: number
  readonly state: Uint8Array
  readonly funders: readonly TextValue[]
}

type Row = RehearsedRow<keyof HistoryRow>

/** Instructions that are kept: those of a rehearsal are reported at once. */
const PAYMENTS_MAX = 1_000

const historyAnswer = answersOf<keyof HistoryRow>({
  kind: 'text',
  tenant_id: 'text',
  id: 'text',
  other_id: 'text',
  text: 'text',
  count: 'int8',
  first_ms: 'int8',
  last_ms: 'int8',
  state: 'bytea',
  ids: 'text[]',
})

/** History as the statements of acceptance write and read it, of one tenant. Accounts are as many as its payments have. */
export class RehearsedHistory {
  readonly #payments = new Map<string, RecordedPayment>()
  readonly #accounts = new Map<string, RecordedAccount>()
  readonly #payees = new Map<string, Row>()

  /** @param values of `insertInstructions` */
  notePayments(values: readonly unknown[]): void {
    const columns = [1, 2, 3, 4, 5, 6].map((index) => textsOf(values, index))
    const [ids = [], debtors = [], creditors = [], debtorEntities = [], creditorEntities = [], texts = []] =
      columns
    for (const [index, id] of ids.entries()) {
      this.#payments.set(String(id), {
        debtor: debtors[index] ?? null,
        creditor: creditors[index] ?? null,
        debtorEntity: debtorEntities[index] ?? null,
        creditorEntity: creditorEntities[index] ?? null,
        instruction: texts[index] ?? null,
      })
    }
    for (const id of [...this.#payments.keys()].slice(0, -PAYMENTS_MAX)) {
      this.#payments.delete(id)
    }
  }

  /** @param values of `updateAccountStates` */
  noteAccounts(values: readonly unknown[]): void {
    const packed = bytesOf(values, 2)
    const funders = textsOf(values, 5)
    const columns = [3, 4, 6, 7].map((index) => numbersOf(values, index))
    const [starts = [], lengths = [], firstFunders = [], lastFunders = []] = columns
    for (const [index, id] of textsOf(values, 1).entries()) {
      const start = (starts[index] ?? 1) - 1
      this.#accounts.set(String(id), {
        version: (this.#accounts.get(String(id))?.version ?? 0) + 1,
        state: packed.slice(start, start + (lengths[index] ?? 0)),
        funders: funders.slice((firstFunders[index] ?? 1) - 1, lastFunders[index]),
      })
    }
  }

  /** @param values of `insertPayeeHistories` or `updatePayeeHistories` */
  notePayees(values: readonly unknown[]): void {
    const columns = [1, 2, 3, 4, 5].map((index) => textsOf(values, index))
    const [debtors = [], creditors = [], counts = [], firsts = [], lasts = []] = columns
    for (const [index, debtor] of debtors.entries()) {
      this.#payees.set(payeeKey(debtor, creditors[index] ?? null), {
        count: counts[index] ?? null,
        first_ms: firsts[index] ?? null,
        last_ms: lasts[index] ?? null,
      })
    }
  }

  /** @param values of `readHistory` */
  read(values: readonly unknown[]): RehearsedAnswer {
    const [debtors, creditors] = [textsOf(values, 2), textsOf(values, 3)]
    const [debtorEntities, creditorEntities] = [textsOf(values, 4), textsOf(values, 5)]
    const [usesRecord, isCertain] = [flagsOf(values, 6), flagsOf(values, 7)]
    const tenants = textsOf(values, 0)
    const rows = new Map<string, Row>()
    const add = (key: string, row: Row): void => {
      rows.set(`${row.kind}\u0000${key}`, row)
    }
    for (const [index, id] of textsOf(values, 1).entries()) {
      const recorded = usesRecord[index] === true ? this.#payments.get(String(id)) : undefined
      const tenant_id = tenants[index] ?? null
      if (recorded !== undefined) {
        add(String(id), { kind: 'instruction', tenant_id, id, text: recorded.instruction })
      }
      const parties = recorded ?? {
        debtor: debtors[index] ?? null,
        creditor: creditors[index] ?? null,
        debtorEntity: debtorEntities[index] ?? null,
        creditorEntity: creditorEntities[index] ?? null,
      }
      if (isCertain[index] === true && parties.debtor !== null) {
        this.#addParties(add, tenant_id, parties, wantsOf(values, index))
      }
    }
    return historyAnswer([...rows.values()])
  }

  #addParties(
    add: (key: string, row: Row) => void,
    tenant_id: TextValue,
    { debtor, creditor, debtorEntity, creditorEntity }: Parties,
    wants: Wants,
  ): void {
    const funders = wants.funders ? (this.#accounts.get(String(debtor))?.funders ?? []) : []
    for (const id of [debtor, creditor, ...funders]) {
      add(String(id), { kind: 'account', tenant_id, id, ...this.#stateOf(String(id)) })
    }
    const pair = payeeKey(debtor, creditor)
    add(pair, { kind: 'payee', tenant_id, id: debtor, other_id: creditor, ...this.#payees.get(pair) })
    if (wants.debtorHolder) {
      add(String(debtorEntity), { kind: 'holder', tenant_id, id: debtorEntity, ids: arrayText(debtor) })
    }
    if (wants.creditorHolder) {
      add(String(creditorEntity), { kind: 'holder', tenant_id, id: creditorEntity, ids: arrayText(creditor) })
    }
    for (const id of wants.findings ? [debtor, creditor] : []) {
      add(String(id), { kind: 'finding', tenant_id, id })
    }
  }

  #stateOf(accountId: string): Row {
    const account = this.#accounts.get(accountId)
    return account === undefined
      ? { count: '0' }
      : { count: String(account.version), state: `\\x${Buffer.from(account.state).toString('hex')}` }
  }
}

interface Wants {
  readonly funders: boolean
  readonly findings: boolean
  readonly debtorHolder: boolean
  readonly creditorHolder: boolean
}

function wantsOf(values: readonly unknown[], index: number): Wants {
  const isWanted = (column: number): boolean => flagsOf(values, column)[index] === true
  return {
    // From when on they count; to know more of them than that changes no fact.
    funders: typeof columnOf(values, 8)[index] === 'number',
    findings: isWanted(9),
    debtorHolder: isWanted(10),
    creditorHolder: isWanted(11),
  }
}

function payeeKey(debtor: TextValue, creditor: TextValue): string {
  return `${debtor}\u0000${creditor}`
}

function arrayText(item: TextValue): string {
  return item === null ? '{}' : `{"${item.replaceAll(/["\\]/g, '\\$&')}"}`
}
