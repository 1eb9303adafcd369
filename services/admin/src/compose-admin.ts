import { randomUUID } from 'node:crypto'
import type { Authenticator } from '@pantau/auth'
import type { RuleRegistry } from '@pantau/evaluation'
import { listenAddress, tlsSettings } from '@pantau/http-host'
import { checkProbes } from '@pantau/service-runtime'
import type { Composition, Log, Metrics } from '@pantau/service-runtime'
import { databaseProbe } from '@pantau/stage-host'
import type { StorePool } from '@pantau/store'
import { createAdminServer } from './create-admin-server.ts'
import { createReloadDispatcher } from './service-channel/create-reload-dispatcher.ts'
import type { ServiceChannel } from './service-channel/service-channel.ts'
import { PORTS } from './settings.ts'
import type { AdminSettings } from './settings.ts'

/** How long each class of services may take to take note of an activation. */
const TIER_TIMEOUT_MS = 30_000

/** What the service works with; whoever opened the connections closes them after `stop`. */
export interface AdminParts {
  readonly settings: Pick<
    AdminSettings,
    | 'host'
    | 'port'
    | 'tlsCertPath'
    | 'tlsKeyPath'
    | 'tlsClientCaPath'
    | 'corsDemo'
    | 'rateLimited'
    | 'serviceChannelSourcePrefix'
  >
  /** Its keys are at hand. */
  readonly authenticator: Authenticator
  readonly pool: StorePool
  readonly registry: RuleRegistry
  /** Absent when nobody else is told of activations. */
  readonly channel: ServiceChannel | undefined
  readonly log: Log
  readonly metrics: Metrics
}

export interface AdminComposition extends Composition {
  /** Begins to take requests. */
  start(): Promise<void>
  stop(): Promise<void>
  /** The port that it listens on, once started. */
  port(): number | undefined
}

/** Wires the service from its parts: the same for a process of its own and for one that holds all services. @throws TlsFileError */
export async function composeAdmin(parts: AdminParts): Promise<AdminComposition> {
  const { settings, pool, log } = parts
  const probes = [databaseProbe(pool)]
  const tls = tlsSettings(settings)
  const nowMs = Date.now
  const newId = randomUUID
  const dispatcher = createReloadDispatcher({
    channel: parts.channel,
    sourcePrefix: settings.serviceChannelSourcePrefix,
    nowMs,
    newId,
    tierTimeoutMs: TIER_TIMEOUT_MS,
    log,
  })
  const server = await createAdminServer({
    ...parts,
    dispatcher,
    nowMs,
    newId,
    readiness: async () => Object.values(await checkProbes(probes)).every((result) => result === 'ok'),
    settings: {
      corsDemo: settings.corsDemo,
      rateLimited: settings.rateLimited,
      ...(tls === undefined ? {} : { tls }),
    },
  })
  let port: number | undefined
  return {
    probes,
    port: () => port,
    start: async () => {
      port = await server.listen(listenAddress(settings, PORTS))
      log.info({ port, tls: tls !== undefined }, 'taking requests')
    },
    stop: async () => {
      await server.stop()
      await dispatcher.close()
    },
  }
}
