import type { Span } from '@pantau/contracts'
import type { Judged } from './judge-batch.ts'
import type { Stage } from './stage.ts'
import type { DeliveryTracing } from './stage-tracing.ts'
import type { Delivery } from './transport.ts'

interface OpenSpan {
  readonly traceParent: string
  readonly span: Span
}

/** The spans of deliveries that are handled together. Those of a message that comes again are under the same span as before, beside the first. */
export class DeliverySpans<In> {
  readonly #spans = new Map<Delivery<In>, OpenSpan>()
  readonly #tracing: DeliveryTracing<In>

  constructor(
    deliveries: readonly Delivery<In>[],
    { input }: Pick<Stage<In, unknown>, 'input'>,
    tracing: DeliveryTracing<In>,
  ) {
    this.#tracing = tracing
    for (const delivery of deliveries) {
      const traceParent = tracing.traceParentOf(delivery.message)
      const span = tracing.tracer.follow(traceParent, `process ${input.name}`, { kind: 'consumer' })
      if (traceParent !== undefined && span !== undefined) {
        span.set({
          'messaging.operation.type': 'process',
          'messaging.destination.name': input.subject,
          'messaging.batch.message_count': deliveries.length,
          'pantau.delivery.count': delivery.deliveryCount,
        })
        tracing.spans.open(traceParent, span)
        this.#spans.set(delivery, { traceParent, span })
      }
    }
  }

  of(delivery: Delivery<In>): Span | undefined {
    return this.#spans.get(delivery)?.span
  }

  /** Ends the spans of what was decided. */
  end(judged: readonly Judged<In, unknown>[]): void {
    for (const { delivery, verdict } of judged) {
      this.#end(delivery, verdict.kind === 'ack' ? undefined : verdict.kind)
    }
  }

  /** Ends those that are left: nothing was decided about them. */
  abandon(): void {
    for (const delivery of this.#spans.keys()) {
      this.#end(delivery, 'abandoned')
    }
  }

  #end(delivery: Delivery<In>, failure: string | undefined): void {
    const open = this.#spans.get(delivery)
    if (open !== undefined) {
      const { traceParent, span } = open
      this.#spans.delete(delivery)
      this.#tracing.spans.close(traceParent, span)
      if (failure !== undefined) {
        span.fail(failure)
      }
      span.end()
    }
  }
}
