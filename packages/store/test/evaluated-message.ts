import { paymentInstructionCodec } from '@pantau/contracts'
import type { EvaluationRecord } from '@pantau/contracts'
import { canonicalJson } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { PaymentInstruction } from '@pantau/rule-kit'
import { configurationDigest, createEvaluationWriter, loadReport } from '@pantau/store'
import type { StorePool } from '@pantau/store'

export interface EvaluatedMessage {
  readonly body: Readonly<Record<string, unknown>>
  readonly instruction: PaymentInstruction
  readonly configuration: ConfigurationSet
  /** The digest in its header is replaced by that of the configuration. */
  readonly record: EvaluationRecord
}

/** The same evaluation under another MsgId, and of another payment. */
export function renamed(message: EvaluatedMessage, messageId: string): EvaluatedMessage {
  const { record, instruction } = message
  return {
    ...message,
    instruction: { ...instruction, endToEndId: `E2E of ${messageId}` },
    record: { ...record, header: { ...record.header, messageId } },
  }
}

/** Writes an evaluation with everything that it is made of, as the stages leave it behind. */
export async function storeEvaluated(pool: StorePool, message: EvaluatedMessage): Promise<void> {
  const { record, body, instruction, configuration } = message
  const header = { ...record.header, configDigest: configurationDigest(configuration) }
  const { tenantId, transactionType, messageId, acceptedAtMs } = header
  await pool.query({
    text: 'INSERT INTO configuration.snapshot (digest, document) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    values: [header.configDigest, canonicalJson(configuration)],
  })
  await pool.query({
    text: `INSERT INTO event_history.payment_instruction
      (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, instruction, accepted_at)
      VALUES ($1, $2, 'D', 'C', 'De', 'Ce', $3, now())`,
    values: [
      tenantId,
      instruction.endToEndId,
      Buffer.from(paymentInstructionCodec.encode(instruction)).toString(),
    ],
  })
  await pool.query({
    text: `INSERT INTO raw_history.message_key VALUES ($1, $2, $3, '\\x00', to_timestamp($4::int8 / 1000.0))`,
    values: [tenantId, transactionType, messageId, acceptedAtMs],
  })
  await pool.query({
    text: `INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at,
        created_at_ms, body, configuration_digest, event)
      VALUES ($1, $2, $3, to_timestamp($4::int8 / 1000.0), $5, 'x', 0, $6, $7, '')`,
    values: [
      tenantId,
      transactionType,
      messageId,
      acceptedAtMs,
      instruction.endToEndId,
      Buffer.from(JSON.stringify(body)),
      header.configDigest,
    ],
  })
  await createEvaluationWriter({ pool }).write([
    { record: { ...record, header }, isFinding: false, outbox: [] },
  ])
}

/** The report of a stored evaluation, as it leaves Pantau and as the admin service answers it. */
export async function sentReport(
  pool: StorePool,
  key: { readonly tenantId: string; readonly messageId: string },
): Promise<unknown> {
  return JSON.parse(JSON.stringify(await loadReport(pool, key)))
}
