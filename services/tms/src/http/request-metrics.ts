import type { FastifyInstance } from 'fastify'
import { DURATION_BUCKETS_SECONDS } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'

const STATUSES = ['200', '204', '400', '401', '404', '409', '413', '415', '500', '503'] as const
const OTHER = 'other'

/** Counts answers by status, and how long the messages took from their headers to the end of their answer. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counter({
    name: 'pantau_tms_requests_total',
    help: 'Answered requests by HTTP status.',
    labels: { status: [...STATUSES, OTHER] },
  })
  const duration = metrics.histogram({
    name: 'pantau_tms_request_duration_seconds',
    help: 'Time from the headers of a message to the end of its answer.',
    labels: {},
    buckets: DURATION_BUCKETS_SECONDS,
  })
  app.addHook('onResponse', async (request, reply) => {
    const status = String(reply.statusCode)
    requests.add({ status: STATUSES.find((known) => known === status) ?? OTHER })
    if (request.method === 'POST') {
      duration.observe({}, reply.elapsedTime / 1_000)
    }
  })
}
