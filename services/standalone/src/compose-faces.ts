import { createAuthenticator } from '@pantau/auth'
import { ruleRegistry } from '@pantau/rules'
import { composeAdmin, settings as adminSchema } from '@pantau/service-admin'
import type { AdminComposition } from '@pantau/service-admin'
import { composeTms, settings as tmsSchema } from '@pantau/service-tms'
import type { TmsComposition } from '@pantau/service-tms'
import { parseSettings } from '@pantau/service-runtime'
import type { ServiceContext } from '@pantau/service-runtime'
import type { Tracer } from '@pantau/contracts'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import type { Transport } from '@pantau/stream'

/** The services' own settings are all at their defaults; their connections come from here, so these only have to name some. */
const DATABASE = { PANTAU_POSTGRES_URL: 'postgres://localhost' }
const BROKER = { PANTAU_NATS_URLS: 'nats://localhost' }

export interface FacesOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly adminPort: number
  readonly certPath: string
  readonly keyPath: string
  readonly pool: StorePool
  readonly configurations: ConfigurationCatalog
  readonly transport: Transport
  readonly tracer?: Tracer | undefined
}

/** The two sides that callers see, ingress and administration, over TLS 1.3 and on this machine only; nobody has to log in. */
export async function composeFaces(
  { log, metrics }: Pick<ServiceContext<unknown>, 'log' | 'metrics'>,
  options: FacesOptions,
): Promise<{ readonly tms: TmsComposition; readonly admin: AdminComposition }> {
  const { pool, configurations, transport, certPath, keyPath, tracer } = options
  const local = { host: '127.0.0.1', tlsCertPath: certPath, tlsKeyPath: keyPath }
  const authenticator = createAuthenticator({ enabled: false })
  return {
    tms: await composeTms({
      settings: { ...parseSettings(tmsSchema, { ...DATABASE, ...BROKER }), ...local, port: options.port },
      authenticator,
      pool,
      configurations,
      transport,
      log,
      metrics,
      tracer,
    }),
    admin: await composeAdmin({
      settings: { ...parseSettings(adminSchema, DATABASE), ...local, port: options.adminPort },
      authenticator,
      pool,
      registry: ruleRegistry,
      channel: undefined,
      log,
      metrics,
    }),
  }
}
