import type { MessageKey } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { millisecondsOf } from '../connection/sql-time.ts'
import { lowerWatermark } from '../reconciliation/statements/lower-watermark.ts'

export interface QuarantineCase {
  /** Absent when the message could not even be read. */
  readonly key?: MessageKey
  readonly acceptedAtMs?: number
  readonly stage: string
  readonly channel: string
  readonly reason: string
  readonly bytes: Uint8Array
}

export interface OpenQuarantineCase extends QuarantineCase {
  readonly id: string
  readonly quarantinedAtMs: number
}

/** Messages that a stage refused for good, until somebody repairs the cause and sends them again. Everything throws `StoreUnavailableError`. */
export interface Quarantine {
  /** Durable when it resolves. The same message refused again on the same channel is the same case. */
  put(entry: QuarantineCase): Promise<void>
  /** Open cases, oldest first. */
  list(limit: number): Promise<readonly OpenQuarantineCase[]>
  /** Closes a case; the message, if it was accepted, is due again. `undefined` when there is no such open case. */
  resolve(id: string): Promise<OpenQuarantineCase | undefined>
}

const PUT = `
INSERT INTO evaluation.quarantine (tenant_id, transaction_type, message_id, accepted_at, stage, channel, reason, payload)
VALUES ($1, $2, $3, to_timestamp($4::int8 / 1000.0), $5, $6, $7, $8)
ON CONFLICT DO NOTHING`

const COLUMNS = `id::text, tenant_id, transaction_type, message_id, ${millisecondsOf('accepted_at')} AS accepted_at_ms, stage, channel,
  reason, payload, ${millisecondsOf('quarantined_at')} AS quarantined_at_ms`

const LIST = `SELECT ${COLUMNS} FROM evaluation.quarantine WHERE resolved_at IS NULL ORDER BY id LIMIT $1`

const RESOLVE = `
UPDATE evaluation.quarantine SET resolved_at = now() WHERE id = $1::int8 AND resolved_at IS NULL RETURNING ${COLUMNS}`

interface QuarantineRow {
  readonly id: string
  readonly tenant_id: string | null
  readonly transaction_type: TransactionType | null
  readonly message_id: string | null
  readonly accepted_at_ms: number | null
  readonly stage: string
  readonly channel: string
  readonly reason: string
  readonly payload: Buffer
  readonly quarantined_at_ms: number
}

export function createQuarantine(pool: StorePool): Quarantine {
  return {
    async put({ key, acceptedAtMs, stage, channel, reason, bytes }) {
      await pool.query({
        text: PUT,
        values: [
          key?.tenantId ?? null,
          key?.transactionType ?? null,
          key?.messageId ?? null,
          acceptedAtMs ?? null,
          stage,
          channel,
          reason,
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        ],
      })
    },
    async list(limit) {
      return (await pool.query<QuarantineRow>({ text: LIST, values: [limit] })).map(caseOf)
    },
    resolve: (id) =>
      pool.session(async ({ exchange }) => {
        const { resolved } = await exchange((send) => ({
          begun: send(BEGIN_DURABLE),
          resolved: send<QuarantineRow>({ text: RESOLVE, values: [id] }),
        }))
        const found = resolved.map(caseOf)[0]
        await exchange((send) => ({
          ...(found?.acceptedAtMs === undefined ? {} : { lowered: send(lowerWatermark(found.acceptedAtMs)) }),
          committed: send(COMMIT),
        }))
        return found
      }),
  }
}

function caseOf(row: QuarantineRow): OpenQuarantineCase {
  const { tenant_id: tenantId, transaction_type: transactionType, message_id: messageId } = row
  return {
    id: row.id,
    ...(tenantId === null || transactionType === null || messageId === null
      ? {}
      : { key: { tenantId, transactionType, messageId } }),
    ...(row.accepted_at_ms === null ? {} : { acceptedAtMs: row.accepted_at_ms }),
    stage: row.stage,
    channel: row.channel,
    reason: row.reason,
    bytes: row.payload,
    quarantinedAtMs: row.quarantined_at_ms,
  }
}
