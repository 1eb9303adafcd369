import type { FastifyInstance } from 'fastify'
import { DURATION_BUCKETS_SECONDS } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'

const STATUSES = [
  '200',
  '201',
  '204',
  '400',
  '401',
  '404',
  '405',
  '409',
  '413',
  '415',
  '429',
  '500',
  '503',
] as const
const OTHER = 'other'

export interface RequestMetricsOptions {
  readonly metrics: Metrics
  /** As metrics name it: `tms` makes `pantau_tms_requests_total`. */
  readonly service: string
  /** Whether the duration of a request counts: status pages would hide that of the work. */
  readonly isMeasured: (method: string, url: string) => boolean
}

/** Counts one answer. @param elapsedMs of the whole request; undefined where that is not measured */
export type MeasureAnswer = (statusCode: number, elapsedMs: number | undefined) => void

/**
 * Counts answers by status, and how long requests took from their headers to the end of their answer. Returns how to count an answer to a
 * request that does not come to a route.
 */
export function measureRequests(app: FastifyInstance, options: RequestMetricsOptions): MeasureAnswer {
  const { metrics, service, isMeasured } = options
  const requests = metrics.counter({
    name: `pantau_${service}_requests_total`,
    help: 'Answered requests by HTTP status.',
    labels: { status: [...STATUSES, OTHER] },
  })
  const duration = metrics.histogram({
    name: `pantau_${service}_request_duration_seconds`,
    help: 'Time from the headers of a request to the end of its answer.',
    labels: {},
    buckets: DURATION_BUCKETS_SECONDS,
  })
  const measure: MeasureAnswer = (statusCode, elapsedMs) => {
    const status = String(statusCode)
    requests.add({ status: STATUSES.find((known) => known === status) ?? OTHER })
    if (elapsedMs !== undefined) {
      duration.observe({}, elapsedMs / 1_000)
    }
  }
  app.addHook('onResponse', async (request, reply) => {
    measure(reply.statusCode, isMeasured(request.method, request.url) ? reply.elapsedTime : undefined)
  })
  return measure
}
