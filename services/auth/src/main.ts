// The whole wiring of this service; read this file first.
import { text } from 'node:stream/consumers'
import { runService } from '@pantau/service-runtime'
import { openAuth } from './open-auth.ts'
import { hashPassword } from './password-hash.ts'
import { listenAddress, settings } from './settings.ts'

if (process.argv[2] === 'hash') {
  // From standard input, so that the password is in no list of processes and no history of commands.
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  process.stdout.write(`${await hashPassword(password)}\n`)
} else {
  await runService({
    name: 'auth',
    version: '0.1.0',
    schema: settings,
    env: process.env,
    async compose({ settings: given, scope, log }) {
      const address = listenAddress(given)
      const clocks = { now: () => Date.now(), monotonicNow: () => performance.now() }
      const app = scope.use('http server', await openAuth({ ...given, ...clocks, log }), (it) => it.close())
      return {
        probes: [],
        start: async () => {
          const url = await app.listen(address)
          log.warn(
            { url },
            'taking logins; this service is for development, a bank uses its identity provider',
          )
        },
      }
    },
  })
}
