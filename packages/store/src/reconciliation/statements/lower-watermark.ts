import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'

export const LOWER_WATERMARK = `
UPDATE raw_history.reconciliation SET watermark = ${instantOf('$1::int8')} WHERE watermark > ${instantOf('$1::int8')}`

/** A message that was accepted long ago becomes due (again): the reconciler must look that far back. */
export function lowerWatermark(acceptedAtMs: number): Statement<never> {
  return { name: 'lower-watermark', text: LOWER_WATERMARK, values: [acceptedAtMs] }
}
