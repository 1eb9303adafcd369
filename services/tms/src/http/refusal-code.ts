import type { ErrorCode } from '@pantau/contracts'
import type { RefusalReason } from '../admission/admission.ts'

/** What a caller is told who was refused. */
export function refusalCode(reason: RefusalReason): ErrorCode {
  return reason === 'rate' ? 'PANTAU_RATE_LIMITED' : 'PANTAU_OVERLOADED'
}
