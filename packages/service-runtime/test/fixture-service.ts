// A service that a test runs as a real process. What it shall do is its first argument; it prints what a test waits for.
import { setTimeout as sleep } from 'node:timers/promises'
import { defineSettings, runService } from '@pantau/service-runtime'

const [, , behaviour] = process.argv
const say = (text: string): void => {
  process.stdout.write(`fixture: ${text}\n`)
}
const never = new Promise<void>(() => undefined)

/** Lasts until SIGUSR2, or until it is told to stop. */
function warmUp(signal: AbortSignal): Promise<void> {
  say('warming up')
  return new Promise((resolve) => {
    process.once('SIGUSR2', () => resolve())
    signal.addEventListener('abort', () => {
      say('the warm-up was told to stop')
      resolve()
    })
  })
}

await runService({
  name: 'fixture',
  version: '1.2.3',
  schema: defineSettings({
    greeting: { env: 'PANTAU_GREETING', kind: 'string', doc: 'A greeting.' },
    workers: { env: 'PANTAU_WORKERS', kind: 'integer', min: 1, max: 4, default: 1, doc: 'Workers.' },
  }),
  env: process.env,
  compose: async ({ settings, scope, untilReady, fail }) => {
    scope.use('first', 'first', () => say('released first'))
    scope.use('second', 'second', () => say('released second'))
    if (behaviour === 'never composed') {
      say('composing')
      await untilReady('database', () => Promise.reject(new Error('connection refused')))
    }
    return {
      probes: [{ name: 'database', check: () => Promise.resolve() }],
      ...(behaviour === 'warms up' ? { warmUp } : {}),
      start() {
        say(`${settings.greeting} started`)
        if (behaviour === 'throws later') {
          setImmediate(() => {
            throw new Error('thrown where nobody catches')
          })
        }
        if (behaviour === 'rejects later') {
          void Promise.reject(new Error('rejected where nobody catches'))
        }
        if (behaviour === 'fails later') {
          setImmediate(() => fail(new Error('the loop ended')))
        }
        // Keeps the process alive, as a socket would.
        scope.use(
          'ticker',
          setInterval(() => undefined, 1000),
          clearInterval,
        )
      },
      async stop() {
        say('finishing')
        if (behaviour === 'never finishes') {
          await never
        }
        await sleep(1)
        say('finished')
      },
    }
  },
})
