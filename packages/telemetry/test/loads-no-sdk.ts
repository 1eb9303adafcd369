// Prints which of the SDK's files a process has loaded that traces nothing.
import { createRequire } from 'node:module'
import { createLogger, createMetrics } from '@pantau/service-runtime'
import { createTracing } from '@pantau/telemetry'

const url = process.argv[2]
const tracing = await createTracing({
  service: 'test',
  version: '0',
  instance: 'here',
  settings: { tracesUrl: url, tracesToken: undefined },
  log: createLogger({ service: 'test', version: '0', instance: 'here', level: 'silent' }).log,
  metrics: createMetrics({ name: 'test', version: '0' }),
})
const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) =>
  path.includes('@opentelemetry/sdk-trace'),
)
process.stdout.write(JSON.stringify({ isTraced: tracing.tracer !== undefined, isLoaded: loaded.length > 0 }))
await tracing.close()
