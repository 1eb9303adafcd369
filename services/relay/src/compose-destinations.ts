import type { NatsConnection } from '@nats-io/transport-node'
import { SettingsError } from '@pantau/service-runtime'
import type { Destination } from './destination.ts'
import { JSON_FORMAT, PROTOBUF_FORMAT } from './document-format.ts'
import type { DocumentFormat } from './document-format.ts'
import { createNatsDestination } from './nats-destination.ts'
import { createRestDestination } from './rest-destination.ts'
import { settings as schema } from './settings.ts'
import type { RelaySettings } from './settings.ts'
import { createTokenSource } from './token-source.ts'
import type { TokenSource } from './token-source.ts'
import { createWebhookDestination } from './webhook-destination.ts'

const NATS_CONFIRM_TIMEOUT_MS = 5_000

export interface DestinationDeps {
  /** Called only where documents go to NATS. */
  readonly connectNats: () => () => NatsConnection
  readonly nowMs: () => number
}

/**
 * Where documents go, by the settings; nowhere while alerts are suppressed.
 * @throws SettingsError for a login that is given by halves, and when nothing is delivered and nobody said that it should be so: what is
 *   owed to nobody is dropped, not kept
 */
export function composeDestinations(settings: RelaySettings, deps: DestinationDeps): readonly Destination[] {
  const tokens = composeTokens(settings, deps)
  if (settings.suppressed) {
    return []
  }
  const format = settings.format === 'protobuf' ? PROTOBUF_FORMAT : JSON_FORMAT
  const destinations = [
    ...webhooks(settings),
    ...nats(settings, format, deps),
    ...rest(settings, format, tokens),
  ]
  if (destinations.length === 0) {
    throw new SettingsError([
      `${schema.natsDelivery.env} is false and no webhook or REST receiver is given: name one, or set ${schema.suppressed.env}`,
    ])
  }
  return destinations
}

function webhooks({ webhookUrls, webhookTimeoutMs, webhookToken }: RelaySettings): readonly Destination[] {
  return (webhookUrls ?? []).map((url) =>
    createWebhookDestination({
      name: `webhook ${url}`,
      url,
      kinds: ['alert', 'interdiction'],
      timeoutMs: webhookTimeoutMs,
      ...(webhookToken === undefined ? {} : { bearerToken: webhookToken.reveal() }),
    }),
  )
}

function nats(
  settings: RelaySettings,
  format: DocumentFormat,
  { connectNats }: DestinationDeps,
): readonly Destination[] {
  if (!settings.natsDelivery) {
    return []
  }
  const { alertSubject, interdictionSubject, typologyInterdictionSubject, blockInterdictionSubject } =
    settings
  return [
    createNatsDestination({
      name: 'nats',
      connection: connectNats(),
      subjects: {
        alert: alertSubject,
        typologyInterdiction: typologyInterdictionSubject ?? interdictionSubject,
        blockInterdiction: blockInterdictionSubject ?? interdictionSubject,
      },
      scope: settings.subjectScope,
      format,
      confirmTimeoutMs: NATS_CONFIRM_TIMEOUT_MS,
    }),
  ]
}

function rest(
  { restAlertUrl, restInterdictionUrl, restTimeoutMs }: RelaySettings,
  format: DocumentFormat,
  tokens: TokenSource | undefined,
): readonly Destination[] {
  if (restAlertUrl === undefined && restInterdictionUrl === undefined) {
    return []
  }
  return [
    createRestDestination({
      name: 'rest',
      urls: {
        ...(restAlertUrl === undefined ? {} : { alert: restAlertUrl }),
        ...(restInterdictionUrl === undefined ? {} : { interdiction: restInterdictionUrl }),
      },
      format,
      timeoutMs: restTimeoutMs,
      ...(tokens === undefined ? {} : { tokens }),
    }),
  ]
}

function composeTokens(settings: RelaySettings, { nowMs }: DestinationDeps): TokenSource | undefined {
  const { restAuthUrl: url, restUsername: username, restPassword: password, restTimeoutMs } = settings
  if (url === undefined && username === undefined && password === undefined) {
    return undefined
  }
  if (url === undefined || username === undefined || password === undefined) {
    throw new SettingsError([
      `${schema.restAuthUrl.env}, ${schema.restUsername.env} and ${schema.restPassword.env} go together: give all three or none`,
    ])
  }
  return createTokenSource({ url, username, password, timeoutMs: restTimeoutMs, nowMs })
}
