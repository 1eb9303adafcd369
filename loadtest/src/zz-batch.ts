import { mkdtemp } from 'node:fs/promises'
import { Client } from 'pg'
import { configurationSet } from '@pantau/typologies'
import { parseBenchOptions } from './bench-options.ts'
import { IngressClient } from './ingress-client.ts'
import { raiseDriverPriority } from './driver-priority.ts'
import { EVALUATOR_INSTANCES } from './pantau-services.ts'
import { measurePhase } from './phase-cost.ts'
import { RETRY_POLICY } from './run-benchmark.ts'
import { ONCE, openPace, sendPhase } from './send-phase.ts'
import { startPantau } from './start-pantau.ts'
import { overloadResult } from './overload-result.ts'

// usage: node zz-batch.js <seconds> <tms env json> <plan: c64 or o900 ,...>
const seconds = process.argv[2] ?? '5'
const env = JSON.parse(process.argv[3] ?? '{}') as Record<string, string>
const plan = (process.argv[4] ?? 'c64').split(',')
const folder = await mkdtemp('/tmp/zz-batch-')
const options = {
  ...parseBenchOptions(
    [
      '--overload',
      '--target',
      'evaluator',
      '--seconds',
      seconds,
      '--warmup',
      '0',
      '--connections',
      '256',
      '--out',
      `${folder}/x`,
    ],
    new Date(),
  ),
  outFolder: folder,
}
const configuration = configurationSet('pantau-default')
const deps = { options, configuration, startedAt: new Date(), write: () => undefined }
const system = await startPantau({
  folder: `${folder}/logs`,
  configuration,
  tls: false,
  settings: { tms: env },
  instances: EVALUATOR_INSTANCES,
})
console.log('priority', raiseDriverPriority())
const database = new Client({ connectionString: system.databaseUrl })
await database.connect()
const client = new IngressClient({ urls: system.ingressUrls, connectionCount: 256 })
await client.connect()
let n = 0
for (const step of plan) {
  n += 1
  const rate = Number(step.slice(1))
  const isOpen = step.startsWith('o')
  const { sent, cost } = await measurePhase(system, database, () =>
    sendPhase(deps, {
      name: `p${n}`,
      client,
      pace: isOpen ? openPace(deps, rate) : { mode: 'closed', clientCount: rate },
      retryPolicy: isOpen ? ONCE : RETRY_POLICY,
      warmupMs: 0,
      ledgerName: 'ledger.tsv',
    }),
  )
  const result = overloadResult({ capacity: sent, uncongested: sent, overload: sent, recovery: sent })
  const done = sent.attempts.filter((a) => a.label === '200' && a.isReport).length
  const ms = cost.processes.map((p) => `${p.name} ${((p.cpuSeconds * 1000) / done).toFixed(3)}`).join(' ')
  const total = (cost.processes.reduce((s, p) => s + p.cpuSeconds, 0) * 1000) / done
  const { rows } = await database.query('SELECT 1')
  void rows
  const metrics = await system.fleet.readMetrics('tms')
  const lim = /in_progress_limit_messages\{[^}]*\} (\S+)/.exec(metrics)?.[1]
  const driver = cost.processes.find((p) => p.name === 'driver')
  console.log(
    step,
    `per s ${result.capacity.toFixed(0)}`,
    `cpu ms/payment ${total.toFixed(3)}`,
    ms,
    `per commit ${cost.messagesPerCommit.toFixed(1)}`,
    `alerts ${cost.outboundDocuments}`,
    `p99 ${result.acceptedP99Ms.toFixed(0)} refused ${result.refusals.count} reports ${result.refusedReports} refusal p50 ${result.refusals.p50Ms.toFixed(1)} p99 ${result.refusals.p99Ms.toFixed(1)} limit ${lim} driver us/request ${(((driver?.cpuSeconds ?? 0) * 1e6) / sent.attempts.length).toFixed(0)} lag p99 ${result.driverLag.p99Ms.toFixed(1)}`,
  )
}
await client.close()
await database.end()
await system.stop()
