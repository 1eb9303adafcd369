// The whole wiring of the relay: deliveries of alerts and interdictions, and what is owed published again.
import { runService } from '@pantau/service-runtime'
import { connectBroker, connectDatabase } from '@pantau/stage-host'
import { connectNats } from './connect-nats.ts'
import { createNatsDestination } from './nats-destination.ts'
import { createRelay } from './relay.ts'
import { settings } from './settings.ts'
import { createWebhookDestination } from './webhook-destination.ts'

const NATS_CONFIRM_TIMEOUT_MS = 5_000

await runService({
  name: 'relay',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const { alertSubject, interdictionSubject, natsDelivery, subjectScope, ...given } = context.settings
    const pool = await connectDatabase(context, 'pantau-relay')
    const transport = connectBroker(context)
    const webhooks = (given.webhookUrls ?? []).map((url) =>
      createWebhookDestination({
        name: `webhook ${url}`,
        url,
        kinds: ['alert', 'interdiction'],
        timeoutMs: given.webhookTimeoutMs,
        ...(given.webhookToken === undefined ? {} : { bearerToken: given.webhookToken.reveal() }),
      }),
    )
    const subjects = natsDelivery
      ? [
          createNatsDestination({
            name: 'nats',
            connection: connectNats(context),
            subjects: { alert: alertSubject, interdiction: interdictionSubject },
            scope: subjectScope === 'tenant' ? 'tenant' : 'global',
            confirmTimeoutMs: NATS_CONFIRM_TIMEOUT_MS,
          }),
        ]
      : []
    return createRelay(context, { pool, transport, destinations: [...webhooks, ...subjects] })
  },
})
