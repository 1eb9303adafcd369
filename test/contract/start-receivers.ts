import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { composeDestinations, createRelay, settings as relaySchema } from '@pantau/service-relay'
import { createLogger, parseSettings, ReleasingScope } from '@pantau/service-runtime'
import type { ContractSystem } from './start-contract-system.ts'

/** Something that left: on a NATS subject, or posted to a path. */
export interface Departure {
  readonly to: string
  readonly body: Buffer
  readonly headers: IncomingHttpHeaders
}

/** A relay with whoever listens behind it. */
export interface Receivers {
  /** Everything that left so far, in order of arrival. */
  readonly departures: readonly Departure[]
  stop(): Promise<void>
}

/** Starts a relay for the system, with its settings, a webhook among them, and keeps what it delivers. */
export async function startReceivers(
  system: ContractSystem,
  environment: Readonly<Record<string, string>> = {},
): Promise<Receivers> {
  const scope = new ReleasingScope()
  const departures: Departure[] = []
  const nats = scope.use('NATS', await connect({ servers: system.natsUrl }), (held) => held.close())
  await listenOnNats(nats, departures)
  const webhookUrl = await listenOnHttp(scope, departures)
  const settings = parseSettings(relaySchema, {
    PANTAU_POSTGRES_URL: 'postgres://localhost',
    PANTAU_NATS_URLS: system.natsUrl,
    PANTAU_RELAY_POLL_MS: '20',
    PANTAU_RELAY_WEBHOOK_URLS: webhookUrl,
    ...environment,
  })
  const { log } = createLogger({ service: 'relay', version: '0', instance: 'test', level: 'silent' })
  const { pool, transport } = system
  const destinations = composeDestinations(settings, { connectNats: () => () => nats, nowMs: Date.now })
  const relay = createRelay({ settings, log }, { pool, transport, destinations })
  scope.use('relay', relay, (held) => held.stop?.())
  await relay.start()
  return {
    departures,
    stop: async () => {
      await scope.release()
    },
  }
}

/** The documented subjects are single words; those between the stages are not. */
async function listenOnNats(nats: NatsConnection, departures: Departure[]): Promise<void> {
  nats.subscribe('*', {
    callback: (error, { subject, data }) => {
      if (error === null) {
        departures.push({ to: subject, body: Buffer.from(data), headers: {} })
      }
    },
  })
  await nats.flush()
}

async function listenOnHttp(scope: ReleasingScope, departures: Departure[]): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      departures.push({ to: request.url ?? '', body: Buffer.concat(chunks), headers: request.headers })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  scope.use('webhook', server, (held) => {
    held.closeAllConnections()
    held.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A listening TCP server has an address and a port')
  }
  return `http://127.0.0.1:${address.port}/webhook`
}
