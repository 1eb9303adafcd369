import { join } from 'node:path'
import { findFixedPort } from './fixed-port.ts'
import type { FleetMember } from './process-fleet.ts'
import { REPOSITORY } from './repository.ts'
import type { TestCertificate } from './test-certificate.ts'

export const PANTAU_SERVICES = [
  'tms',
  'event-director',
  'rule-processor',
  'typology-processor',
  'tadp',
  'relay',
] as const
export type PantauService = (typeof PANTAU_SERVICES)[number]

export type ServiceSettings = Readonly<Record<string, string>>

export interface PantauServicesOptions {
  /** Superuser URL with the password. */
  readonly databaseUrl: string
  readonly natsUrl: string
  readonly valkeyUrl: string
  readonly logFolder: string
  readonly certificate?: TestCertificate
  /** Further settings of one service, by environment variable. */
  readonly settings?: Partial<Readonly<Record<PantauService, ServiceSettings>>>
}

export interface PantauServices {
  readonly members: readonly FleetMember<PantauService>[]
  readonly ingressUrl: string
}

/** The services as compiled, each with its settings and ports: what a deployment with one process per service runs. */
export async function describePantauServices(options: PantauServicesOptions): Promise<PantauServices> {
  const { certificate } = options
  const ingressPort = await findFixedPort()
  const connections = connectionSettings(options)
  const ingress: ServiceSettings = {
    PANTAU_TMS_HOST: '127.0.0.1',
    PANTAU_TMS_PORT: String(ingressPort),
    ...(certificate === undefined
      ? {}
      : {
          PANTAU_TMS_TLS_CERT_PATH: certificate.certPath,
          PANTAU_TMS_TLS_KEY_PATH: certificate.keyPath,
        }),
  }
  const members = await Promise.all(
    PANTAU_SERVICES.map((name) =>
      describeService(name, options, {
        ...connections,
        ...(name === 'tms' ? ingress : {}),
        ...(name === 'typology-processor' ? { PANTAU_VALKEY_URL: options.valkeyUrl } : {}),
        ...options.settings?.[name],
      }),
    ),
  )
  return { members, ingressUrl: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${ingressPort}` }
}

async function describeService(
  name: PantauService,
  { logFolder }: PantauServicesOptions,
  settings: ServiceSettings,
): Promise<FleetMember<PantauService>> {
  const healthPort = await findFixedPort()
  return {
    name,
    command: process.execPath,
    arguments: [join(REPOSITORY, 'services', name, 'dist', 'main.js')],
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
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return {
    PANTAU_POSTGRES_URL: url.href,
    ...(password === '' ? {} : { PANTAU_POSTGRES_PASSWORD: password }),
    PANTAU_NATS_URLS: natsUrl,
  }
}
