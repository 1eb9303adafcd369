import type { ServiceContext } from '@pantau/service-runtime'
import { connectInBackground, connectJetStreamTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import type { BrokerSettings } from './broker-settings.ts'
import { pantauStreams } from './pantau-streams.ts'

/** How long a stage waits for the broker to confirm what it produced, before it tries again. */
const CONFIRM_TIMEOUT_MS = 5_000

/** The transport of a service. It comes up while the broker is away, and connects when it is there. */
export function connectBroker(context: ServiceContext<BrokerSettings>): Transport {
  const { settings, log, metrics, scope, instance } = context
  const stored = metrics.counter({
    name: 'pantau_broker_messages_stored_total',
    help: 'Messages that the broker has stored for this process: frames, which hold many of ours under load.',
    labels: {},
  })
  const password = settings.natsPassword
  const tls = {
    ...(settings.natsCaPath === undefined ? {} : { caFile: settings.natsCaPath }),
    ...(settings.natsCertPath === undefined ? {} : { certFile: settings.natsCertPath }),
    ...(settings.natsKeyPath === undefined ? {} : { keyFile: settings.natsKeyPath }),
  }
  const transport = connectInBackground({
    log,
    connect: () =>
      connectJetStreamTransport({
        servers: settings.natsUrls,
        name: instance,
        confirmTimeoutMs: CONFIRM_TIMEOUT_MS,
        streams: pantauStreams(settings),
        log,
        onStored: () => stored.add({}),
        ...(settings.natsUser === undefined ? {} : { user: settings.natsUser }),
        ...(password === undefined ? {} : { pass: password.reveal() }),
        ...(Object.keys(tls).length === 0 ? {} : { tls }),
      }),
  })
  return scope.use('broker', transport, (held) => held.close())
}
