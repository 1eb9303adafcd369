/** All payments of a run, one array per field: a million of them fit into memory. Index i of every array is one payment. */
export interface PaymentColumns {
  readonly count: number
  /** Accounts, as indexes into the directory. */
  readonly debtor: Int32Array
  readonly creditor: Int32Array
  /** Whose name the message gives for the creditor: an index into the directory, nearly always the creditor's own. */
  readonly creditorName: Int32Array
  /** Event times: creation of the credit transfer, and of its status report. */
  readonly createdAtMs: Float64Array
  readonly reportedAtMs: Float64Array
  /** Instructed amount, whole minor units of `CURRENCIES[currency]`. */
  readonly amountMinor: Float64Array
  readonly currency: Uint8Array
  readonly purpose: Uint8Array
  /** `packText`. */
  readonly text: Float64Array
  /** Index into `STATUSES`. */
  readonly status: Uint8Array
  /** Hundredths of a degree; `NO_PLACE` where the message carries none. */
  readonly latitude: Int16Array
  readonly longitude: Int16Array
  /** Bits of `MISSING`. */
  readonly missing: Uint8Array
  /** Two words of random identification. */
  readonly idHigh: Uint32Array
  readonly idLow: Uint32Array
}

export const STATUSES = ['ACCC', 'RJCT'] as const
export const SETTLED = 0
export const REJECTED = 1
export const NO_PLACE = -32_768
/** Optional fields that a sender left out. */
export const MISSING = { purpose: 1, text: 2, birthDates: 4 } as const

/** Arrays of the given length, all zero. */
export function createPaymentColumns(count: number): PaymentColumns {
  return {
    count,
    debtor: new Int32Array(count),
    creditor: new Int32Array(count),
    creditorName: new Int32Array(count),
    createdAtMs: new Float64Array(count),
    reportedAtMs: new Float64Array(count),
    amountMinor: new Float64Array(count),
    currency: new Uint8Array(count),
    purpose: new Uint8Array(count),
    text: new Float64Array(count),
    status: new Uint8Array(count),
    latitude: new Int16Array(count),
    longitude: new Int16Array(count),
    missing: new Uint8Array(count),
    idHigh: new Uint32Array(count),
    idLow: new Uint32Array(count),
  }
}

/** The same payments in another order: payment `order[i]` becomes payment i. */
export function reorderPayments(payments: PaymentColumns, order: Uint32Array): PaymentColumns {
  const sorted = createPaymentColumns(order.length)
  const names = [
    'debtor',
    'creditor',
    'creditorName',
    'createdAtMs',
    'reportedAtMs',
    'amountMinor',
    'currency',
    'purpose',
    'text',
    'status',
    'latitude',
    'longitude',
    'missing',
    'idHigh',
    'idLow',
  ] as const
  for (const name of names) {
    const from = payments[name]
    const to = sorted[name]
    for (let index = 0; index < order.length; index += 1) {
      to[index] = from[order[index]!]!
    }
  }
  return sorted
}
