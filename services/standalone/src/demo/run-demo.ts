import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWebhookDestination } from '@pantau/service-relay'
import { createLogger, createMetrics, ReleasingScope } from '@pantau/service-runtime'
import { composeStandalone } from '../compose-standalone.ts'
import { startAlertReceiver } from './alert-receiver.ts'
import { createDemoClient } from './demo-client.ts'
import { createExpectations } from './expectations.ts'
import { playDemo } from './play-demo.ts'

const WEBHOOK_TIMEOUT_MS = 5_000

/** Starts everything in a folder of its own, plays the demo, stops everything. @returns the exit code: 0 when every expectation held */
export async function runDemo(print: (line: string) => void): Promise<0 | 1> {
  const startedMs = performance.now()
  const seconds = (): string => `${((performance.now() - startedMs) / 1_000).toFixed(1)} s`
  const scope = new ReleasingScope()
  const { log, flush } = createLogger({ service: 'demo', version: '0.1.0', instance: 'demo', level: 'error' })
  try {
    print('Pantau demo: everything below runs on this machine, in a temporary folder.\n\nStarting')
    const folder = await mkdtemp(join(tmpdir(), 'pantau-demo-'))
    scope.use('folder', folder, (held) => rm(held, { recursive: true, force: true }))
    const receiver = scope.use('receiver', await startAlertReceiver(), (held) => held.close())
    const standalone = await composeStandalone(
      {
        scope,
        log,
        metrics: createMetrics({ name: 'demo', version: '0.1.0' }),
        fail: (err) => log.fatal({ err }, 'A stage ended'),
      },
      {
        dataDir: folder,
        port: 0,
        adminPort: 0,
        isDisposable: true,
        configuration: 'default',
        onStep: (part) => print(`  ✓ ${part.padEnd(60)} ${seconds()}`),
        destinations: [
          createWebhookDestination({
            name: 'demo',
            url: receiver.url,
            kinds: ['alert', 'interdiction'],
            timeoutMs: WEBHOOK_TIMEOUT_MS,
          }),
        ],
      },
    )
    await standalone.start()
    scope.use('stages', standalone, (held) => held.stop())
    const client = scope.use('client', createDemoClient(standalone.url(), standalone.certificate), (held) =>
      held.close(),
    )
    print(`  Ready after ${seconds()}: ${standalone.url()}`)
    const expectations = createExpectations(print)
    await playDemo({ client, pool: standalone.pool, receiver, expectations, print })
    return conclude(expectations.failed, print, seconds())
  } finally {
    const failures = await scope.release()
    for (const failure of failures) {
      log.error({ err: failure }, 'Could not be released')
    }
    flush()
  }
}

function conclude(failed: readonly string[], print: (line: string) => void, seconds: string): 0 | 1 {
  if (failed.length > 0) {
    print(`\n${failed.length} expectations did not hold after ${seconds}.`)
    return 1
  }
  print(
    `\nEvery expectation held, after ${seconds}. Next: npm start keeps it running and prints a curl to try.`,
  )
  return 0
}
