import { join } from 'node:path'
import { findFreePort } from '@pantau/embedded'
import { postgresVariables } from '@pantau/testkit'
import type { FleetMember } from './process-fleet.ts'
import { REPOSITORY } from './repository.ts'
import type { TestCertificate } from './test-certificate.ts'

export const PANTAU_SERVICES = [
  'tms',
  'decider',
  'event-director',
  'rule-processor',
  'typology-processor',
  'tadp',
  'evaluator',
  'relay',
] as const
export type PantauService = (typeof PANTAU_SERVICES)[number]
/** A process of a service: the first has the service's name, further ones count on from 2. */
export type PantauInstance = PantauService | `${PantauService}-${number}`

export type ServiceSettings = Readonly<Record<string, string>>

/** Where services send spans, and of how many messages. */
export interface TracesOptions {
  readonly url: string
  readonly ratio: number
}

export interface PantauServicesOptions {
  /** Superuser URL with the password. */
  readonly databaseUrl: string
  readonly natsUrl: string
  readonly valkeyUrl: string
  readonly logFolder: string
  readonly certificate?: TestCertificate
  /** Whether services begin without their warm-up: sooner, and slower at first. */
  readonly isCold?: boolean
  /** Nothing is traced when absent. */
  readonly traces?: TracesOptions
  /** Further settings of one service, by environment variable. */
  readonly settings?: Partial<Readonly<Record<PantauService, ServiceSettings>>>
  /** Processes of each service; one where it is not named, and none of the evaluator, which takes the place of four others. */
  readonly instances?: Partial<Readonly<Record<PantauService, number>>>
}

/** The evaluator instead of the four stages that it chains. */
export const EVALUATOR_INSTANCES = {
  'event-director': 0,
  'rule-processor': 0,
  'typology-processor': 0,
  tadp: 0,
  evaluator: 1,
} as const satisfies Partial<Record<PantauService, number>>

/** Messages are decided where they are accepted; the evaluator has what is left. */
export const DECIDER_INSTANCES = {
  ...EVALUATOR_INSTANCES,
  tms: 0,
  decider: 1,
} as const satisfies Partial<Record<PantauService, number>>

export interface PantauServices {
  readonly members: readonly FleetMember<PantauInstance>[]
  /** One per process of tms. */
  readonly ingressUrls: readonly string[]
}

/** The services as compiled, each process with its settings and ports: what a deployment runs. */
export async function describePantauServices(options: PantauServicesOptions): Promise<PantauServices> {
  const scheme = options.certificate === undefined ? 'http' : 'https'
  const connections = connectionSettings(options)
  const members: FleetMember<PantauInstance>[] = []
  const ingressUrls: string[] = []
  for (const service of PANTAU_SERVICES) {
    for (let number = 1; number <= instanceCount(service, options); number += 1) {
      const settings: Record<string, string> = { ...connections }
      if (options.isCold === true && service !== 'relay') {
        settings['PANTAU_WARM_UP_MS'] = '0'
      }
      Object.assign(settings, tracesSettings(service, options.traces))
      if (takesMessages(service)) {
        const port = await findFreePort()
        ingressUrls.push(`${scheme}://127.0.0.1:${port}`)
        Object.assign(settings, ingressSettings(port, options.certificate))
      }
      if (service === 'typology-processor') {
        settings['PANTAU_VALKEY_URL'] = options.valkeyUrl
      }
      const name: PantauInstance = number === 1 ? service : `${service}-${number}`
      members.push(
        await describeProcess(service, name, options, { ...settings, ...options.settings?.[service] }),
      )
    }
  }
  return { members, ingressUrls }
}

function instanceCount(service: PantauService, { instances }: PantauServicesOptions): number {
  return instances?.[service] ?? (service === 'evaluator' || service === 'decider' ? 0 : 1)
}

function takesMessages(service: PantauService): boolean {
  return service === 'tms' || service === 'decider'
}

function tracesSettings(service: PantauService, traces: TracesOptions | undefined): ServiceSettings {
  return traces === undefined
    ? {}
    : {
        PANTAU_TRACES_URL: traces.url,
        ...(takesMessages(service) ? { PANTAU_TRACES_RATIO: String(traces.ratio) } : {}),
      }
}

function ingressSettings(port: number, certificate: TestCertificate | undefined): ServiceSettings {
  return {
    PANTAU_TMS_HOST: '127.0.0.1',
    PANTAU_TMS_PORT: String(port),
    ...(certificate === undefined
      ? {}
      : {
          PANTAU_TMS_TLS_CERT_PATH: certificate.certPath,
          PANTAU_TMS_TLS_KEY_PATH: certificate.keyPath,
        }),
  }
}

async function describeProcess(
  service: PantauService,
  name: PantauInstance,
  { logFolder }: PantauServicesOptions,
  settings: ServiceSettings,
): Promise<FleetMember<PantauInstance>> {
  const healthPort = await findFreePort()
  return {
    name,
    command: process.execPath,
    arguments: [join(REPOSITORY, 'services', service, 'dist', 'main.js')],
    environment: {
      PANTAU_INSTANCE: name,
      PANTAU_LOG_LEVEL: 'info',
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: String(healthPort),
      ...settings,
    },
    logPath: join(logFolder, `${name}.log`),
    readyUrl: `http://127.0.0.1:${healthPort}/ready`,
  }
}

function connectionSettings({ databaseUrl, natsUrl }: PantauServicesOptions): ServiceSettings {
  return { ...postgresVariables(databaseUrl), PANTAU_NATS_URLS: natsUrl }
}
