import { pacs002Document } from './pacs002-document.ts'
import type { Pacs002Document } from './pacs002-document.ts'
import { pacs008Document } from './pacs008-document.ts'
import type { Pacs008Document } from './pacs008-document.ts'
import type { TestPopulation, TestTenant } from './population.ts'
import { SeededRandom } from './seeded-random.ts'
import type { TestCustomer } from './test-customer.ts'
import { DEFAULT_CREATED_AT_MS } from './test-transfer.ts'

/** Median and spread (sigma of the logarithm) of amounts, in cents: most payments are small, a few are large. */
const AMOUNT_MEDIAN_CENTS = 4500
const AMOUNT_SPREAD = 1.4
const AMOUNT_MAX_CENTS = 5_000_000_00
const STATUS_DELAY_MEAN_MS = 1200
const STATUS_DELAY_MIN_MS = 50
const REJECTED_SHARE = 0.03
/** Cubing a uniform number gives the first 1 % of the accounts about a fifth of the incoming payments: shops and employers. */
const HUB_EXPONENT = 3

export interface PaymentPairOptions {
  readonly population: TestPopulation
  /** Endless when absent. */
  readonly count?: number
  /** Event time of the first payment, milliseconds since the epoch (UTC). */
  readonly startAtMs?: number
  /** Event time between two payments, on average (exponential gaps). */
  readonly gapMeanMs?: number
  /** Goes into every id; two sequences with different prefixes share no id. Made from the population's seed when absent. */
  readonly idPrefix?: string
}

/** A credit transfer and the status report that ends it. */
export interface PaymentPair {
  readonly tenantId: string
  readonly endToEndId: string
  readonly debtor: TestCustomer
  readonly creditor: TestCustomer
  readonly createdAtMs: number
  readonly statusAtMs: number
  readonly pacs008: Pacs008Document
  readonly pacs002: Pacs002Document
}

/** Payments within each tenant of a population, in order of event time: the same options give the same payments. */
export function* paymentPairs(options: PaymentPairOptions): Generator<PaymentPair, void, undefined> {
  const { population, count = Infinity, gapMeanMs = 200 } = options
  const prefix = options.idPrefix ?? `S${population.seed}`
  // Another sequence than the one that the people were made from.
  const random = new SeededRandom(population.seed + 1)
  let atMs = options.startAtMs ?? DEFAULT_CREATED_AT_MS
  for (let index = 1; index <= count; index += 1) {
    const tenant = random.pick(population.tenants)
    yield inventPair(random, tenant, `${prefix}-${String(index).padStart(9, '0')}`, atMs)
    atMs += Math.round(random.exponential(gapMeanMs))
  }
}

function inventPair(random: SeededRandom, tenant: TestTenant, id: string, createdAtMs: number): PaymentPair {
  const { customers, tenantId } = tenant
  const creditorIndex = Math.floor(customers.length * random.next() ** HUB_EXPONENT)
  const debtorIndex = (creditorIndex + random.integer(1, customers.length - 1)) % customers.length
  const debtor = customers[debtorIndex]
  const creditor = customers[creditorIndex]
  if (debtor === undefined || creditor === undefined) {
    throw new RangeError(`Tenant ${tenantId} has no two customers`)
  }
  const cents = Math.round(AMOUNT_MEDIAN_CENTS * Math.exp(AMOUNT_SPREAD * random.normal()))
  const endToEndId = `E2E-${id}`
  const transfer = {
    endToEndId,
    debtor,
    creditor,
    amount: Math.min(Math.max(cents, 1), AMOUNT_MAX_CENTS) / 100,
  }
  const statusAtMs = createdAtMs + STATUS_DELAY_MIN_MS + Math.round(random.exponential(STATUS_DELAY_MEAN_MS))
  const status = random.chance(REJECTED_SHARE) ? 'RJCT' : 'ACCC'
  return {
    tenantId,
    endToEndId,
    debtor,
    creditor,
    createdAtMs,
    statusAtMs,
    pacs008: pacs008Document({ ...transfer, createdAtMs }),
    pacs002: pacs002Document({ ...transfer, createdAtMs: statusAtMs, status }),
  }
}
