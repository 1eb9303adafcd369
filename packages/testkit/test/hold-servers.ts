import { startNats, startPostgres, startRedis } from '@pantau/testkit'

/** A program for the tests: starts one server of each kind, prints their process ids, and lives until it is killed. */
const servers = await Promise.all([startNats(), startRedis(), startPostgres({ private: true })])
process.stdout.write(`${JSON.stringify(servers.map(({ pid }) => pid))}\n`)
setInterval(() => undefined, 1000)
