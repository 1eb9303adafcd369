import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'

/**
 * Also where nothing changes: holding the row until COMMIT keeps the reconciler from advancing past a message that becomes due in this
 * very transaction.
 */
export const LOWER_WATERMARK = `
UPDATE raw_history.reconciliation SET watermark = least(watermark, ${instantOf('$1::int8')})`

/** A message that was accepted long ago becomes due (again): the reconciler must look that far back. */
export function lowerWatermark(acceptedAtMs: number): Statement<never> {
  return { name: 'lower-watermark', text: LOWER_WATERMARK, values: [acceptedAtMs] }
}
