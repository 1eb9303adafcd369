import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import type { ServiceContext } from '@pantau/service-runtime'
import type { RelaySettings } from './settings.ts'

/** The NATS server is not connected right now; what was to be delivered is delivered later. */
export class NatsNotConnectedError extends Error {
  override readonly name = 'NatsNotConnectedError'
}

/**
 * A core NATS connection for deliveries that comes up by itself and comes back by itself; the relay does not wait for it.
 * @returns what gives the connection once it stands, and throws `NatsNotConnectedError` until then
 */
export function connectNats(context: ServiceContext<RelaySettings>): () => NatsConnection {
  const { settings, scope, instance } = context
  const password = settings.natsPassword
  let connection: NatsConnection | undefined
  const connecting = connect({
    servers: [...settings.natsUrls],
    name: `${instance} deliveries`,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
    ignoreAuthErrorAbort: true,
    ...(settings.natsUser === undefined ? {} : { user: settings.natsUser }),
    ...(password === undefined ? {} : { pass: password.reveal() }),
    ...(settings.natsCaPath === undefined
      ? {}
      : {
          tls: {
            caFile: settings.natsCaPath,
            ...(settings.natsCertPath === undefined ? {} : { certFile: settings.natsCertPath }),
            ...(settings.natsKeyPath === undefined ? {} : { keyFile: settings.natsKeyPath }),
          },
        }),
  })
  const settled = connecting.then(
    (made) => (connection = made),
    (error: unknown) => context.fail(error),
  )
  const deliveries = { close: () => settled.then(() => connection?.close()) }
  scope.use('deliveries over NATS', deliveries, (held) => held.close())
  return () => {
    if (connection === undefined) {
      throw new NatsNotConnectedError('NATS is not connected yet')
    }
    return connection
  }
}
