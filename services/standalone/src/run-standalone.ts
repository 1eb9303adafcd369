import { runService } from '@pantau/service-runtime'
import type { Environment } from '@pantau/service-runtime'
import { createWebhookDestination } from '@pantau/service-relay'
import { openStageTracing } from '@pantau/stage-host'
import { composeStandalone } from './compose-standalone.ts'
import { settings } from './settings.ts'
import { welcome } from './welcome.ts'

const WEBHOOK_TIMEOUT_MS = 10_000

/** Runs everything until Ctrl-C. */
export async function runStandalone(env: Environment, print: (line: string) => void): Promise<void> {
  await runService({
    name: 'standalone',
    version: '0.1.0',
    schema: settings,
    // A person reads along, on this machine.
    env: { PANTAU_LOG_LEVEL: 'warn', PANTAU_HEALTH_HOST: '127.0.0.1', ...env },
    async compose(context) {
      const { dataDir, configuration, port, adminPort, webhookUrls } = context.settings
      print('Pantau on this machine')
      const tracing = await openStageTracing(context)
      const standalone = await composeStandalone(context, {
        dataDir,
        port,
        adminPort,
        isDisposable: false,
        configuration,
        tracing,
        onStep: (part) => print(`  ✓ ${part}`),
        destinations: (webhookUrls ?? []).map((url) =>
          createWebhookDestination({
            name: `webhook ${url}`,
            url,
            kinds: ['alert', 'interdiction'],
            timeoutMs: WEBHOOK_TIMEOUT_MS,
          }),
        ),
      })
      return {
        probes: standalone.probes,
        async start() {
          await standalone.start()
          for (const line of welcome(standalone)) {
            print(line)
          }
        },
        async stop() {
          print('Stopping')
          await standalone.stop()
        },
      }
    },
  })
}
