import {
  authenticationProblems,
  authenticationSettings,
  defineSettings,
  exposureProblems,
  postgresSettings,
  SettingsError,
} from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { brokerSettings } from '@pantau/stage-host'
import { BODY_LIMIT_BYTES } from './create-tms-server.ts'
import type { TlsSettings } from './http/tls-options.ts'

const LOOPBACK = '127.0.0.1'
const ALL_INTERFACES = '0.0.0.0'
const PLAIN_PORT = 5_000
const TLS_PORT = 5_443

/** What tms reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...postgresSettings,
  ...brokerSettings,
  ...authenticationSettings,
  host: {
    env: 'PANTAU_TMS_HOST',
    kind: 'string',
    optional: true,
    doc: 'The address that messages are taken on; when not set, all interfaces with TLS and only this machine without.',
  },
  port: {
    env: 'PANTAU_TMS_PORT',
    kind: 'port',
    optional: true,
    doc: 'The port that messages are taken on; when not set, 5443 with TLS and 5000 without.',
  },
  tlsCertPath: {
    env: 'PANTAU_TMS_TLS_CERT_PATH',
    kind: 'path',
    optional: true,
    doc: 'The certificate chain of the server (PEM); with it, messages are taken over TLS 1.3 only.',
  },
  tlsKeyPath: {
    env: 'PANTAU_TMS_TLS_KEY_PATH',
    kind: 'path',
    optional: true,
    doc: 'The private key of the server (PEM); goes with the certificate.',
  },
  tlsClientCaPath: {
    env: 'PANTAU_TMS_TLS_CLIENT_CA_PATH',
    kind: 'path',
    optional: true,
    doc: 'The authority (PEM) whose certificates callers must show (mTLS); any caller may come when not set.',
  },
  quoting: {
    env: 'PANTAU_TMS_QUOTING',
    kind: 'boolean',
    default: false,
    doc: 'Whether payments are quoted first, so that pain.001 and pain.013 are taken and make persons known.',
  },
  corsDemo: {
    env: 'PANTAU_TMS_CORS_DEMO',
    kind: 'boolean',
    default: false,
    doc: 'Whether pages of other origins may read (GET) as well as send.',
  },
  bodyLimitBytes: {
    env: 'PANTAU_TMS_BODY_LIMIT_BYTES',
    kind: 'bytes',
    min: 4_096,
    max: 16 * BODY_LIMIT_BYTES,
    default: BODY_LIMIT_BYTES,
    doc: 'The largest message that is taken.',
  },
  commitBatchMax: {
    env: 'PANTAU_TMS_COMMIT_BATCH_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000,
    default: 200,
    doc: 'How many messages share one commit at most.',
  },
  commitQueueMax: {
    env: 'PANTAU_TMS_COMMIT_QUEUE_MAX',
    kind: 'integer',
    min: 1,
    max: 100_000,
    default: 2_000,
    doc: 'How many messages may wait for a commit before new ones are refused with 503.',
  },
  commitConcurrency: {
    env: 'PANTAU_TMS_COMMIT_CONCURRENCY',
    kind: 'integer',
    min: 1,
    max: 32,
    default: 2,
    doc: 'How many commits are made at the same time; each holds a database connection.',
  },
  answerTimeoutMs: {
    env: 'PANTAU_TMS_ANSWER_TIMEOUT_MS',
    kind: 'durationMs',
    min: 100,
    max: 60_000,
    default: 5_000,
    doc: 'By when a message is answered; with 503 when it could not be committed by then, which sending it again clears up.',
  },
  publishConfirmTimeoutMs: {
    env: 'PANTAU_TMS_PUBLISH_CONFIRM_TIMEOUT_MS',
    kind: 'durationMs',
    min: 1,
    max: 10_000,
    default: 250,
    doc: 'How long an accepted message waits for the broker before it is answered all the same.',
  },
  backlogMaxMessages: {
    env: 'PANTAU_TMS_BACKLOG_MAX_MESSAGES',
    kind: 'integer',
    min: 1,
    max: 100_000_000,
    default: 1_000_000,
    doc: 'How many accepted messages may wait for their evaluation before new ones are refused with 503.',
  },
})

export type TmsSettings = Settings<typeof settings>

/** @throws SettingsError with everything that does not fit together */
export function checkSettings(given: TmsSettings): void {
  const { host } = listenAddress(given)
  const isCallerKnown = given.authenticated || given.tlsClientCaPath !== undefined
  const problems = [
    ...tlsProblems(given),
    ...authenticationProblems(given),
    ...exposureProblems(given, { host, isCallerKnown }),
  ]
  if (problems.length > 0) {
    throw new SettingsError(problems)
  }
}

/** Where to listen: plain HTTP stays on this machine unless an address says otherwise. */
export function listenAddress(given: Pick<TmsSettings, 'host' | 'port' | 'tlsCertPath'>): {
  readonly host: string
  readonly port: number
} {
  const isTls = given.tlsCertPath !== undefined
  return {
    host: given.host ?? (isTls ? ALL_INTERFACES : LOOPBACK),
    port: given.port ?? (isTls ? TLS_PORT : PLAIN_PORT),
  }
}

type TlsPaths = Pick<TmsSettings, 'tlsCertPath' | 'tlsKeyPath' | 'tlsClientCaPath'>

/**
 * Where the certificates are; absent for plain HTTP.
 * @throws SettingsError when one of certificate and key is missing, or when callers are to show certificates without TLS
 */
export function tlsSettings(given: TlsPaths): TlsSettings | undefined {
  const problems = tlsProblems(given)
  if (problems.length > 0) {
    throw new SettingsError(problems)
  }
  const { tlsCertPath: certPath, tlsKeyPath: keyPath, tlsClientCaPath: caPath } = given
  return certPath === undefined || keyPath === undefined
    ? undefined
    : { certPath, keyPath, ...(caPath === undefined ? {} : { caPath }) }
}

function tlsProblems({ tlsCertPath, tlsKeyPath, tlsClientCaPath }: TlsPaths): readonly string[] {
  const isComplete = tlsCertPath !== undefined && tlsKeyPath !== undefined
  const isAbsent = [tlsCertPath, tlsKeyPath, tlsClientCaPath].every((path) => path === undefined)
  const [cert, key] = [settings.tlsCertPath.env, settings.tlsKeyPath.env]
  return isComplete || isAbsent ? [] : [`TLS needs both ${cert} and ${key}`]
}
