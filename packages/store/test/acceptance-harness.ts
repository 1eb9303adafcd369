import { acceptedEventCodec, capturedFactsOf, PackedFacts } from '@pantau/contracts'
import type { CapturedEvent } from '@pantau/contracts'
import { createAcceptance, createLayoutSource } from '@pantau/store'
import type {
  Acceptance,
  AcceptanceOptions,
  AcceptanceOutcome,
  ActiveConfiguration,
  StorePool,
} from '@pantau/store'
import { activeConfiguration, statusRequest, transferRequest } from './payment-requests.ts'
import type { TestPayment } from './payment-requests.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 12)
export const CONFIGURATION = activeConfiguration()
export const PAYMENT = { endToEndId: 'e1', debtor: 'D', creditor: 'C', atMs: NOW_MS } as const

/** An acceptance with caches and a queue of its own. */
export function accepting(pool: StorePool, options: Partial<AcceptanceOptions> = {}): Acceptance {
  return createAcceptance({
    pool,
    configurations: { active: (): ActiveConfiguration | undefined => CONFIGURATION },
    nowNs: () => process.hrtime.bigint(),
    batchMax: 100,
    queueMax: 1_000,
    concurrency: 1,
    ...options,
  })
}

export async function emptyHistory(pool: StorePool): Promise<void> {
  await pool.query({
    text: `TRUNCATE raw_history.message_key, raw_history.message, event_history.account, event_history.entity,
      event_history.account_holder, event_history.payment_instruction, event_history.payment, event_history.account_state,
      event_history.payee_history, event_history.parked_message`,
  })
}

export function eventsOf(outcome: AcceptanceOutcome | undefined): readonly CapturedEvent[] {
  if (outcome?.kind !== 'accepted') {
    throw new TypeError(`Not accepted: ${JSON.stringify(outcome)}`)
  }
  return outcome.events.map((event) => event.value())
}

/** An event as a stage reads it that has nothing but its bytes and the store. */
export async function readEvent(pool: StorePool, bytes: Uint8Array | undefined): Promise<CapturedEvent> {
  const event = acceptedEventCodec.decode(bytes ?? new Uint8Array())
  const { facts } = event
  const layout =
    facts instanceof PackedFacts ? await createLayoutSource(pool).layoutOf(facts.layout) : undefined
  return { ...event, facts: capturedFactsOf(facts, layout) }
}

/** A transfer and its status, in one batch. */
export function pay(
  acceptance: Acceptance,
  payment: Partial<TestPayment> & { readonly endToEndId: string },
): Promise<AcceptanceOutcome[]> {
  const full = { ...PAYMENT, ...payment }
  return Promise.all([acceptance.accept(transferRequest(full)), acceptance.accept(statusRequest(full))])
}
