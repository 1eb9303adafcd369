import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { Phase } from './attempt.ts'
import { raiseDriverPriority } from './driver-priority.ts'
import type { DriverPriority } from './driver-priority.ts'
import { IngressClient } from './ingress-client.ts'
import { describeMachine } from './machine.ts'
import { noisyTenantResult } from './noisy-tenant-result.ts'
import type { NoisyTenantPhases, NoisyTenantResult } from './noisy-tenant-result.ts'
import { OVERLOAD, paymentsPerSecond } from './overload-result.ts'
import { EVALUATOR_INSTANCES } from './pantau-services.ts'
import { milliseconds, percent, resultTable } from './result-table.ts'
import { RETRY_POLICY } from './run-benchmark.ts'
import type { BenchmarkDeps } from './run-benchmark.ts'
import type { Pace } from './run-load.ts'
import { ONCE, openPace, sendPhase } from './send-phase.ts'
import { settledLedger } from './settled-ledger.ts'
import type { Pantau } from './start-pantau.ts'
import { activateFor, startPantau, TENANT_ID } from './start-pantau.ts'
import { createTenantTokens } from './tenant-tokens.ts'

const QUIET_TENANTS = ['quiet-1', 'quiet-2', 'quiet-3']
const TENANTS = [TENANT_ID, ...QUIET_TENANTS]
/** What each quiet tenant sends, as a share of the capacity. */
const QUIET_SHARE = 0.1
const QUIET_CONNECTIONS = 32

export interface NoisyTenantReport extends NoisyTenantResult {
  readonly title: string
  readonly startedAt: string
  readonly machine: Readonly<Record<string, string | number>>
  readonly driverPriority: DriverPriority
  readonly ledgersHold: boolean
}

type Clients = ReadonlyMap<string, IngressClient>

/**
 * Finds the capacity with one tenant, then lets three others send a tenth of it each, alone and while the first sends three times of it.
 * Every tenant shows a token of its own. Writes noisy-tenant.json; the ledger of every tenant must hold.
 */
export async function runNoisyTenant(deps: BenchmarkDeps): Promise<NoisyTenantReport> {
  const { options } = deps
  await mkdir(dirname(options.outFolder), { recursive: true })
  await mkdir(options.outFolder)
  const tokens = await createTenantTokens(options.outFolder)
  const system = await startPantau({
    folder: join(options.outFolder, 'logs'),
    configuration: deps.configuration,
    prepare: (databaseUrl) => activateFor(databaseUrl, deps.configuration, QUIET_TENANTS),
    tls: options.tls,
    settings: { tms: tokens.ingressSettings },
    ...(options.target === 'services' ? {} : { instances: EVALUATOR_INSTANCES }),
  })
  const driverPriority = raiseDriverPriority()
  const clients: Clients = new Map(
    TENANTS.map((tenantId) => [tenantId, clientOf(deps, system, tenantId, tokens.tokenOf(tenantId))]),
  )
  try {
    const phases = await sendPhases(deps, clients)
    const ledgers = await Promise.all(TENANTS.map((tenantId) => ledgerHolds(deps, system, tenantId)))
    const report = {
      title: options.title,
      startedAt: deps.startedAt.toISOString(),
      machine: describeMachine(),
      driverPriority,
      ...noisyTenantResult(phases),
      ledgersHold: ledgers.every((holds) => holds),
    }
    await writeFile(join(options.outFolder, 'noisy-tenant.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    return report
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()))
    await system.stop()
  }
}

function clientOf(
  { options }: BenchmarkDeps,
  system: Pantau,
  tenantId: string,
  bearerToken: string,
): IngressClient {
  return new IngressClient({
    urls: system.ingressUrls,
    connectionCount: tenantId === TENANT_ID ? options.connectionCount : QUIET_CONNECTIONS,
    certificateAuthority: system.certificateAuthority,
    bearerTokens: [bearerToken],
  })
}

async function sendPhases(deps: BenchmarkDeps, clients: Clients): Promise<NoisyTenantPhases> {
  const { options, write } = deps
  await Promise.all([...clients.values()].map((client) => client.connect()))
  const send = (name: string, tenantId: string, pace: Pace, isFirst = false): Promise<Phase> => {
    const client = clients.get(tenantId)
    if (client === undefined) {
      throw new RangeError(`${tenantId} has no connections`)
    }
    const isShown = tenantId === TENANT_ID
    return sendPhase(
      { ...deps, write: isShown ? write : () => undefined },
      {
        name: `${name}-${tenantId}`,
        client,
        pace,
        retryPolicy: pace.mode === 'closed' ? RETRY_POLICY : ONCE,
        warmupMs: isFirst ? options.warmupSeconds * 1_000 : 0,
        ledgerName: ledgerName(tenantId),
      },
    )
  }
  write('Phase: capacity')
  const closed: Pace = { mode: 'closed', clientCount: options.clientCount }
  const capacity = await send('capacity', TENANT_ID, closed, true)
  const perSecond = Math.max(1, paymentsPerSecond(capacity))
  const sendQuiet = (name: string, isFirst: boolean): Promise<readonly Phase[]> =>
    Promise.all(
      QUIET_TENANTS.map((tenantId) => send(name, tenantId, openPace(deps, perSecond * QUIET_SHARE), isFirst)),
    )
  write('Phase: quiet tenants alone')
  const alone = await sendQuiet('alone', true)
  write('Phase: with the noisy tenant')
  const [noise, beside] = await Promise.all([
    send('noise', TENANT_ID, openPace(deps, perSecond * OVERLOAD)),
    sendQuiet('beside', false),
  ])
  return { capacity, alone, beside, noise }
}

function ledgerName(tenantId: string): string {
  return `ledger-of-${tenantId}.tsv`
}

/** Each in a session of its own, since its tables are temporary. */
async function ledgerHolds({ options }: BenchmarkDeps, system: Pantau, tenantId: string): Promise<boolean> {
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const { holds } = await settledLedger(database, [tenantId], join(options.outFolder, ledgerName(tenantId)))
    return holds
  } finally {
    await database.end()
  }
}

/** What people read. */
export function noisyTenantText(report: NoisyTenantReport): string {
  const { alone, beside, noisyRefusals } = report
  const rows: readonly (readonly [string, string])[] = [
    ['Capacity (closed loop, one tenant)', `${report.capacity.toFixed(0)} payments/s`],
    ['Quiet tenants alone', `p50 ${milliseconds(alone.p50Ms)}, p99 ${milliseconds(alone.p99Ms)}`],
    [
      'Quiet tenants beside the noisy one',
      `p50 ${milliseconds(beside.p50Ms)}, p99 ${milliseconds(beside.p99Ms)}: ${report.p99Ratio.toFixed(2)} times`,
    ],
    [
      'Messages of quiet tenants that were not accepted',
      `${alone.notAcceptedMessages} alone, ${beside.notAcceptedMessages} of ${beside.acceptedMessages + beside.notAcceptedMessages} beside`,
    ],
    ['Goodput of all', percent(report.goodputRatio)],
    [
      'Refusals of the noisy one',
      `${noisyRefusals.count}; p50 ${milliseconds(noisyRefusals.p50Ms)}, p99 ${milliseconds(noisyRefusals.p99Ms)}`,
    ],
    ['Lag of the driver', `p99 ${milliseconds(report.driverLagP99Ms)}; priority ${report.driverPriority}`],
    ['Ledgers', report.ledgersHold ? 'hold' : 'DO NOT HOLD'],
  ]
  return resultTable(report.title, rows)
}
