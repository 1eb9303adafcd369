import type { Decision } from '../admission/admission.ts'
import { BURST_SECONDS } from '@pantau/service-runtime'

/** Where the tenant stands, for those who are limited by rate: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export function rateHeaders({ rate }: Decision): Readonly<Record<string, string>> {
  if (rate === undefined) {
    return {}
  }
  const { ratePerSecond, remaining, waitMs } = rate
  return {
    'ratelimit-policy': `"tenant";q=${ratePerSecond};w=${BURST_SECONDS}`,
    ratelimit: `"tenant";r=${remaining};t=${Math.max(1, Math.ceil(waitMs / 1_000))}`,
  }
}
