import type { Tracer } from '@pantau/contracts'
import type { Log, Metrics } from '@pantau/service-runtime'
import type { TracesSettings } from './settings.ts'

export interface TracingOptions {
  /** As logs name it, such as `tms`. */
  readonly service: string
  readonly version: string
  readonly instance: string
  readonly settings: TracesSettings
  readonly log: Log
  readonly metrics: Metrics
}

export interface Tracing {
  /** Undefined where nothing is traced. */
  readonly tracer: Tracer | undefined
  /** Sends the spans that wait, within a bound. Never rejects. */
  close(): Promise<void>
}

const UNTRACED: Tracing = { tracer: undefined, close: async () => undefined }

/** Tracing as the settings ask for it. Without a collector there is none, and nothing of the SDK is loaded. */
export async function createTracing(options: TracingOptions): Promise<Tracing> {
  const { tracesUrl } = options.settings
  if (tracesUrl === undefined) {
    return UNTRACED
  }
  const { openPipeline } = await import('./open-pipeline.ts')
  options.log.info({ ratio: options.settings.tracesRatio }, 'tracing')
  return openPipeline(tracesUrl, options)
}
