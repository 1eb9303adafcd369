import { acceptedEventCodec, paymentInstructionCodec } from '@pantau/contracts'
import type { AcceptedEvent, EvaluationRecord, MessageKey } from '@pantau/contracts'
import type { PaymentInstruction } from '@pantau/rule-kit'
import type { StorePool } from '@pantau/store'

export const DIGEST = 'a'.repeat(64)

export const INSTRUCTION: PaymentInstruction = {
  endToEndId: 'E2E-1',
  createdAt: '2026-11-20T08:00:00.000Z',
  createdAtMs: Date.UTC(2026, 10, 20, 8),
  debtor: { accountId: 'D', entityId: 'De' },
  creditor: { accountId: 'C', entityId: 'Ce' },
  instructed: { amountMinor: 125_075n, currency: 'EUR' },
  settlement: { amountMinor: 125_075n, currency: 'EUR' },
}

export function messageKey(messageId: string, tenantId = 'DEFAULT'): MessageKey {
  return { tenantId, transactionType: 'pacs.002.001.12', messageId }
}

/** A due message as an acceptance leaves it behind, of a given age. */
export async function insertDueMessage(
  pool: StorePool,
  key: MessageKey,
  options: { readonly ageMs?: number } = {},
): Promise<AcceptedEvent> {
  const [row] = await pool.query<{ readonly at: number }>({
    text: `SELECT (extract(epoch FROM date_trunc('milliseconds', now())) * 1000)::int8 - $1::int8 AS at`,
    values: [options.ageMs ?? 0],
  })
  const event: AcceptedEvent = {
    header: {
      ...key,
      acceptedAtMs: row?.at ?? Number.NaN,
      configDigest: DIGEST,
      dataPreparationNs: 5,
      eventDirectorNs: 0,
    },
    payment: {
      ...key,
      endToEndId: INSTRUCTION.endToEndId,
      occurredAtMs: INSTRUCTION.createdAtMs,
      status: 'ACCC',
      instruction: INSTRUCTION,
    },
    facts: {},
  }
  await insertKey(pool, event)
  await pool.query({
    text: `INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at,
        created_at_ms, body, configuration_digest, event)
      VALUES ($1, $2, $3, to_timestamp($4::int8 / 1000.0), $5, 'x', 0, $6, $7, $8)`,
    values: [
      key.tenantId,
      key.transactionType,
      key.messageId,
      event.header.acceptedAtMs,
      INSTRUCTION.endToEndId,
      Buffer.from('{"FIToFIPmtSts":{}}'),
      DIGEST,
      Buffer.from(acceptedEventCodec.encode(event)),
    ],
  })
  return event
}

/** A message on which no evaluation is due: parked, or only recorded. */
export async function insertNotDueMessage(
  pool: StorePool,
  key: MessageKey,
  options: { readonly ageMs?: number; readonly isParked?: boolean } = {},
): Promise<AcceptedEvent> {
  const event = await insertDueMessage(pool, key, options)
  await pool.query({
    text: `UPDATE raw_history.message SET event = NULL, configuration_digest = NULL WHERE tenant_id = $1 AND message_id = $2`,
    values: [key.tenantId, key.messageId],
  })
  if (options.isParked === true) {
    await pool.query({
      text: `INSERT INTO event_history.parked_message (tenant_id, end_to_end_id, message_id, accepted_at, occurred_at_ms, status)
        VALUES ($1, $2, $3, to_timestamp($4::int8 / 1000.0), 17, 'ACCC')`,
      values: [key.tenantId, INSTRUCTION.endToEndId, key.messageId, event.header.acceptedAtMs],
    })
  }
  return event
}

async function insertKey(pool: StorePool, { header }: AcceptedEvent): Promise<void> {
  await pool.query({
    text: `INSERT INTO raw_history.message_key VALUES ($1, $2, $3, '\\x00', to_timestamp($4::int8 / 1000.0))`,
    values: [header.tenantId, header.transactionType, header.messageId, header.acceptedAtMs],
  })
}

export async function insertInstruction(pool: StorePool, tenantId = 'DEFAULT'): Promise<void> {
  await pool.query({
    text: `INSERT INTO event_history.payment_instruction
      (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, instruction, accepted_at)
      VALUES ($1, $2, 'D', 'C', 'De', 'Ce', $3, now())`,
    values: [
      tenantId,
      INSTRUCTION.endToEndId,
      Buffer.from(paymentInstructionCodec.encode(INSTRUCTION)).toString(),
    ],
  })
}

export function recordOf(
  event: AcceptedEvent,
  status: EvaluationRecord['status'] = 'ALRT',
): EvaluationRecord {
  return {
    header: event.header,
    evaluationId: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
    status,
    ruleResults: [{ ruleId: '901@4.0.0', cfg: '4.0.0', outcome: '.01', value: 1, durationNs: 10 }],
    typologyResults: [
      {
        typologyId: 'typology-processor',
        cfg: 'T@1',
        score: 100,
        review: false,
        interdict: false,
        durationNs: 9,
      },
    ],
    evaluatedAtMs: event.header.acceptedAtMs + 12,
    adjudicationNs: 7,
  }
}
