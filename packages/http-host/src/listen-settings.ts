import {
  authenticationProblems,
  authenticationSettings,
  defineSettings,
  exposureProblems,
  SettingsError,
} from '@pantau/service-runtime'
import type { Settings, SettingsSchema } from '@pantau/service-runtime'
import type { TlsSettings } from './tls-options.ts'

const LOOPBACK = '127.0.0.1'
const ALL_INTERFACES = '0.0.0.0'

export interface DefaultPorts {
  readonly plain: number
  readonly tls: number
}

/**
 * Where and how a service listens, and who may call: part of the schema of every service that takes requests from outside.
 * @param program as its variables name it: `TMS` makes `PANTAU_TMS_PORT`
 */
export function listenSettings<const Program extends string>(program: Program, ports: DefaultPorts) {
  const prefix = `PANTAU_${program}` as const
  const port =
    ports.plain === ports.tls ? `${ports.plain}` : `${ports.tls} with TLS and ${ports.plain} without`
  return defineSettings({
    ...authenticationSettings,
    host: {
      env: `${prefix}_HOST`,
      kind: 'string',
      optional: true,
      doc: 'The address that requests are taken on; when not set, all interfaces with TLS and only this machine without.',
    },
    port: {
      env: `${prefix}_PORT`,
      kind: 'port',
      optional: true,
      doc: `The port that requests are taken on; when not set, ${port}.`,
    },
    tlsCertPath: {
      env: `${prefix}_TLS_CERT_PATH`,
      kind: 'path',
      optional: true,
      doc: 'The certificate chain of the server (PEM); with it, requests are taken over TLS 1.3 only.',
    },
    tlsKeyPath: {
      env: `${prefix}_TLS_KEY_PATH`,
      kind: 'path',
      optional: true,
      doc: 'The private key of the server (PEM); goes with the certificate.',
    },
    tlsClientCaPath: {
      env: `${prefix}_TLS_CLIENT_CA_PATH`,
      kind: 'path',
      optional: true,
      doc: 'The authority (PEM) whose certificates callers must show (mTLS); any caller may come when not set.',
    },
  } satisfies SettingsSchema)
}

export type ListenSettings = Settings<ReturnType<typeof listenSettings<string>>>

/** Where to listen: plain HTTP stays on this machine unless an address says otherwise. */
export function listenAddress(
  given: Pick<ListenSettings, 'host' | 'port' | 'tlsCertPath'>,
  ports: DefaultPorts,
): { readonly host: string; readonly port: number } {
  const isTls = given.tlsCertPath !== undefined
  return {
    host: given.host ?? (isTls ? ALL_INTERFACES : LOOPBACK),
    port: given.port ?? (isTls ? ports.tls : ports.plain),
  }
}

/** @throws SettingsError with everything that does not fit together */
export function checkListenSettings(given: ListenSettings, program: string, ports: DefaultPorts): void {
  const { host } = listenAddress(given, ports)
  const isCallerKnown = given.authenticated || given.tlsClientCaPath !== undefined
  const problems = [
    ...tlsProblems(given, program),
    ...authenticationProblems(given),
    ...exposureProblems(given, { host, isCallerKnown }),
  ]
  if (problems.length > 0) {
    throw new SettingsError(problems)
  }
}

type TlsPaths = Pick<ListenSettings, 'tlsCertPath' | 'tlsKeyPath' | 'tlsClientCaPath'>

/** Where the certificates are; absent for plain HTTP. The settings were checked. */
export function tlsSettings(given: TlsPaths): TlsSettings | undefined {
  const { tlsCertPath: certPath, tlsKeyPath: keyPath, tlsClientCaPath: caPath } = given
  return certPath === undefined || keyPath === undefined
    ? undefined
    : { certPath, keyPath, ...(caPath === undefined ? {} : { caPath }) }
}

function tlsProblems(
  { tlsCertPath, tlsKeyPath, tlsClientCaPath }: TlsPaths,
  program: string,
): readonly string[] {
  const isComplete = tlsCertPath !== undefined && tlsKeyPath !== undefined
  const isAbsent = [tlsCertPath, tlsKeyPath, tlsClientCaPath].every((path) => path === undefined)
  const prefix = `PANTAU_${program}_TLS`
  return isComplete || isAbsent ? [] : [`TLS needs both ${prefix}_CERT_PATH and ${prefix}_KEY_PATH`]
}
