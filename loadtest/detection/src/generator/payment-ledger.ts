import { LOOK_ALIKE, NO_INSTANCE, ORDINARY, ROLES } from '../labels/labels.ts'
import type { Role } from '../labels/labels.ts'
import type { RandomStream } from '../random/random-stream.ts'
import { CORRIDOR_FACTOR, CURRENCIES, MINOR_UNITS, UNITS_PER_EURO } from '../traffic/currencies.ts'
import { createPaymentColumns, MISSING, NO_PLACE, REJECTED, SETTLED } from '../traffic/payment-columns.ts'
import type { PaymentColumns } from '../traffic/payment-columns.ts'
import { purposeNumber } from '../traffic/purposes.ts'
import type { Purpose } from '../traffic/purposes.ts'
import { packText, TEXT_POOLS } from '../traffic/remittance-texts.ts'
import type { TextPool } from '../traffic/remittance-texts.ts'
import { styleAmount } from './amount-style.ts'
import type { AmountStyle } from './amount-style.ts'
import type { Account } from './population.ts'

export interface PaymentDraft {
  readonly debtor: Account
  readonly creditor: Account
  readonly atMs: number
  /** Roughly; the style makes the amount of it. */
  readonly euros: number
  readonly style: AmountStyle
  readonly purpose: Purpose
  /** A pool to draw from, or a text that was packed before. */
  readonly text: TextPool | number
  /** Index into `CURRENCIES`; by the debtor's habits when absent. */
  readonly currency?: number
  /** Chance that it is rejected; that of any payment when absent. */
  readonly rejectedShare?: number
  /** Hundredths of degrees; around the debtor's home when absent. */
  readonly place?: readonly [number, number]
  /** Whose name the message gives for the creditor. */
  readonly creditorName?: Account
}

export interface DraftLabel {
  readonly kind: number
  readonly group: number
  readonly instance: number
  readonly role: Role
}

/** What became of a draft. */
export interface DraftedPayment {
  readonly euros: number
  readonly currency: number
  readonly settled: boolean
  readonly atMs: number
  readonly text: number
}

export interface LedgerRows {
  readonly payments: PaymentColumns
  readonly kind: Uint8Array
  readonly group: Uint16Array
  readonly instance: Int32Array
  readonly role: Uint8Array
}

const FIRST_CAPACITY = 4096
const REJECTED_SHARE = 0.02
const MISSING_SHARE = 0.002
const REPORT_LEAST_MS = 60
const REPORT_MEAN_MS = 1200
const TRAVELS_SHARE = 0.02
const UNLABELLED: DraftLabel = { kind: ORDINARY, group: 0, instance: NO_INSTANCE, role: 'none' }

/** Collects payments in any order of time. What all payments have in common is drawn here, for lawful and illicit ones alike. */
export class PaymentLedger {
  readonly #random: RandomStream
  #rows: LedgerRows = emptyRows(FIRST_CAPACITY)
  #count = 0
  #lookAlikes = 0

  constructor(random: RandomStream) {
    this.#random = random
  }

  get count(): number {
    return this.#count
  }

  get lookAlikes(): number {
    return this.#lookAlikes
  }

  /** A new case of something that resembles a scheme. */
  openLookAlike(group: number): DraftLabel {
    this.#lookAlikes += 1
    return { kind: LOOK_ALIKE, group, instance: this.#lookAlikes - 1, role: 'none' }
  }

  /** A text out of a pool, to be used several times. */
  text(pool: TextPool): number {
    return packText(this.#random.pick(TEXT_POOLS[pool]), this.#random.integer(100, 99_999))
  }

  /** Adds a payment of ordinary life; `undefined` where one of the accounts is not open, or silent. */
  live(draft: PaymentDraft, label: DraftLabel = UNLABELLED): DraftedPayment | undefined {
    return isAlive(draft.debtor, draft.atMs) &&
      isAlive(draft.creditor, draft.atMs) &&
      draft.debtor !== draft.creditor
      ? this.add(draft, label)
      : undefined
  }

  add(draft: PaymentDraft, label: DraftLabel): DraftedPayment {
    const random = this.#random
    const row = this.#count
    this.#count += 1
    if (row === this.#rows.payments.count) {
      this.#rows = grow(this.#rows)
    }
    const { payments, kind, group, instance, role } = this.#rows
    const currency = draft.currency ?? drawCurrency(random, draft.debtor)
    const rate = UNITS_PER_EURO[currency] ?? 1
    const factor = draft.currency === undefined ? (CORRIDOR_FACTOR[currency] ?? 1) : 1
    const minorUnit = MINOR_UNITS[currency] ?? 1
    const amountMinor = Math.max(
      1,
      Math.round(styleAmount(random, draft.euros * factor * rate, draft.style) * minorUnit),
    )
    const settled = !random.chance(draft.rejectedShare ?? REJECTED_SHARE)
    const text = typeof draft.text === 'number' ? draft.text : this.text(draft.text)
    const atMs = Math.round(draft.atMs)
    payments.debtor[row] = draft.debtor.index
    payments.creditor[row] = draft.creditor.index
    payments.creditorName[row] = (draft.creditorName ?? draft.creditor).index
    payments.createdAtMs[row] = atMs
    payments.reportedAtMs[row] = atMs + REPORT_LEAST_MS + Math.round(random.exponential(REPORT_MEAN_MS))
    payments.amountMinor[row] = amountMinor
    payments.currency[row] = currency
    payments.purpose[row] = purposeNumber(draft.debtor.givesPurpose ? draft.purpose : '')
    payments.text[row] = text
    payments.status[row] = settled ? SETTLED : REJECTED
    writePlace(random, payments, row, draft)
    payments.missing[row] = random.chance(MISSING_SHARE) ? random.pick(Object.values(MISSING)) : 0
    kind[row] = label.kind
    group[row] = label.group
    instance[row] = label.instance
    role[row] = ROLES.indexOf(label.role)
    return { euros: amountMinor / minorUnit / rate, currency, settled, atMs, text }
  }

  /** All rows so far; arrays may be longer than `count`. */
  rows(): LedgerRows {
    return this.#rows
  }
}

/** Whether an account is open and not silent at a time. */
export function isAlive(account: Account, atMs: number): boolean {
  return atMs >= account.openedMs && !(atMs >= account.silentFromMs && atMs < account.silentToMs)
}

function drawCurrency(random: RandomStream, debtor: Account): number {
  return random.chance(debtor.foreignShare) ? random.integer(1, CURRENCIES.length - 1) : 0
}

function writePlace(random: RandomStream, payments: PaymentColumns, row: number, draft: PaymentDraft): void {
  const { debtor } = draft
  if (!debtor.tellsPlace) {
    payments.latitude[row] = NO_PLACE
    payments.longitude[row] = NO_PLACE
    return
  }
  const away = random.chance(TRAVELS_SHARE) ? 600 : 6
  const [latitude, longitude] = draft.place ?? [
    debtor.latitude + random.normal() * away,
    debtor.longitude + random.normal() * away,
  ]
  payments.latitude[row] = Math.round(Math.min(8900, Math.max(-8900, latitude)))
  payments.longitude[row] = Math.round(Math.min(17_900, Math.max(-17_900, longitude)))
}

function emptyRows(capacity: number): LedgerRows {
  return {
    payments: createPaymentColumns(capacity),
    kind: new Uint8Array(capacity),
    group: new Uint16Array(capacity),
    instance: new Int32Array(capacity),
    role: new Uint8Array(capacity),
  }
}

function grow(rows: LedgerRows): LedgerRows {
  const larger = emptyRows(rows.payments.count * 2)
  for (const [name, to] of Object.entries(larger.payments)) {
    const from = Object.entries(rows.payments).find(([other]) => other === name)?.[1]
    if (typeof to !== 'number' && from !== undefined && typeof from !== 'number') {
      to.set(from)
    }
  }
  larger.kind.set(rows.kind)
  larger.group.set(rows.group)
  larger.instance.set(rows.instance)
  larger.role.set(rows.role)
  return larger
}
