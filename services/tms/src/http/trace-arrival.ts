import type { Span, Tracer } from '@pantau/contracts'
import type { AcceptOutcome } from '../acceptor.ts'
import type { Arrival } from './accept-request.ts'

const NS_PER_MS = 1_000_000
const SERVER_ERROR = 500

/**
 * Where messages come in it is decided whether they are traced. One that is gets its span, whose context goes along with it from here on in
 * place of the caller's; one that is not takes along that it is not.
 * @param route as it is documented
 */
export function traceArrival(arrival: Arrival, tracer: Tracer | undefined, route: string): Arrival {
  if (tracer === undefined) {
    return arrival
  }
  const { traceParent, receivedAtNs, tenantId } = arrival
  const elapsedMs = Number(process.hrtime.bigint() - receivedAtNs) / NS_PER_MS
  const startedAtMs = tracer.nowMs() - elapsedMs
  const span = tracer.enter(traceParent, `POST ${route}`, { kind: 'server', startedAtMs })
  if (span === undefined) {
    return traceParent === undefined ? arrival : { ...arrival, traceParent: tracer.unsampled(traceParent) }
  }
  span.set({ 'http.request.method': 'POST', 'http.route': route, 'pantau.tenant.id': tenantId })
  return { ...arrival, traceParent: span.traceParent, span }
}

/** The message was answered. @param outcome undefined when accepting it failed */
export function endArrival(
  span: Span | undefined,
  statusCode: number,
  outcome: AcceptOutcome['kind'] | 'refused' | undefined,
): void {
  span?.set({
    'http.response.status_code': statusCode,
    'pantau.message.outcome': outcome ?? 'failed',
  })
  if (statusCode >= SERVER_ERROR) {
    span?.fail(String(statusCode))
  }
  span?.end()
}
