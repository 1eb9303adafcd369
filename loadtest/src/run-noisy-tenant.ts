import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Phase } from './attempt.ts'
import { createOutFolder } from './create-out-folder.ts'
import { prepareEvaluationTimes, readAcceptToEvaluationMs } from './evaluation-latency.ts'
import type { MeasuredWindow } from './evaluation-latency.ts'
import { raiseDriverPriority } from './driver-priority.ts'
import type { DriverPriority } from './driver-priority.ts'
import { IngressClient } from './ingress-client.ts'
import { describeMachine } from './machine.ts'
import { noisyTenantResult } from './noisy-tenant-result.ts'
import type { NoisyTenantEvaluations, NoisyTenantPhases, NoisyTenantResult } from './noisy-tenant-result.ts'
import { OVERLOAD, paymentsPerSecond } from './overload-result.ts'
import { phaseCostRows } from './phase-cost-rows.ts'
import { measurePhase } from './phase-cost.ts'
import type { PhaseCost } from './phase-cost.ts'
import { milliseconds, percent, resultTable } from './result-table.ts'
import { RETRY_POLICY } from './run-benchmark.ts'
import type { BenchmarkDeps } from './benchmark-deps.ts'
import type { Pace } from './run-load.ts'
import { ONCE, openPace, sendPhase } from './send-phase.ts'
import { settledLedger } from './settled-ledger.ts'
import { TENANT_ID } from './start-pantau.ts'
import { startSystem } from './start-system.ts'
import type { SystemUnderTest } from './system-under-test.ts'
import { systemClock } from './system-clock.ts'
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
  readonly costs: PhaseCosts
  readonly ledgersHold: boolean
}

/** Of each part of the run; `beside` is that of all tenants. */
export type PhaseCosts = Readonly<Record<'capacity' | 'alone' | 'beside', PhaseCost>>

interface CheckedTenant {
  readonly ledgerHolds: boolean
  /** From acceptance to evaluation. */
  readonly evaluationMs: NoisyTenantEvaluations
}

type Clients = ReadonlyMap<string, IngressClient>

/**
 * Finds the capacity with one tenant, then lets three others send a tenth of it each, alone and while the first sends three times of it.
 * Every tenant shows a token of its own. Writes noisy-tenant.json; the ledger of every tenant must hold.
 */
export async function runNoisyTenant(deps: BenchmarkDeps): Promise<NoisyTenantReport> {
  const { options } = deps
  await createOutFolder(options.outFolder)
  const tokens = await createTenantTokens(options.outFolder)
  const system = await startSystem(deps, { tokens, otherTenantIds: QUIET_TENANTS })
  const driverPriority = raiseDriverPriority()
  const clients: Clients = new Map(
    TENANTS.map((tenantId) => [tenantId, clientOf(deps, system, tenantId, tokens.tokenOf(tenantId))]),
  )
  try {
    const { phases, costs } = await sendPhases(deps, system, clients)
    const checked = await Promise.all(TENANTS.map((tenantId) => checkTenant(deps, system, tenantId, phases)))
    const quiet = checked.slice(1)
    const report = {
      title: options.title,
      startedAt: deps.startedAt.toISOString(),
      machine: describeMachine(),
      driverPriority,
      ...noisyTenantResult(phases, {
        alone: quiet.flatMap(({ evaluationMs }) => evaluationMs.alone),
        beside: quiet.flatMap(({ evaluationMs }) => evaluationMs.beside),
      }),
      costs,
      ledgersHold: checked.every(({ ledgerHolds }) => ledgerHolds),
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
  system: SystemUnderTest,
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

async function sendPhases(
  deps: BenchmarkDeps,
  system: SystemUnderTest,
  clients: Clients,
): Promise<{ readonly phases: NoisyTenantPhases; readonly costs: PhaseCosts }> {
  const { options, write } = deps
  const database = new Client({ connectionString: system.databaseUrl })
  await database.connect()
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
  const measured = <Sent>(name: string, sendPart: () => Promise<Sent>) => {
    write(`Phase: ${name}`)
    return measurePhase(system, database, sendPart)
  }
  try {
    const closed: Pace = { mode: 'closed', clientCount: options.clientCount }
    const capacity = await measured('capacity', () => send('capacity', TENANT_ID, closed, true))
    const perSecond = Math.max(1, paymentsPerSecond(capacity.sent))
    const sendQuiet = (name: string, isFirst: boolean): Promise<readonly Phase[]> =>
      Promise.all(
        QUIET_TENANTS.map((tenantId) =>
          send(name, tenantId, openPace(deps, perSecond * QUIET_SHARE), isFirst),
        ),
      )
    const alone = await measured('quiet tenants alone', () => sendQuiet('alone', true))
    const beside = await measured('with the noisy tenant', () =>
      Promise.all([
        send('noise', TENANT_ID, openPace(deps, perSecond * OVERLOAD)),
        sendQuiet('beside', false),
      ]),
    )
    const [noise, quiet] = beside.sent
    return {
      phases: { capacity: capacity.sent, alone: alone.sent, beside: quiet, noise },
      costs: { capacity: capacity.cost, alone: alone.cost, beside: beside.cost },
    }
  } finally {
    await database.end()
  }
}

function ledgerName(tenantId: string): string {
  return `ledger-of-${tenantId}.tsv`
}

/** Each in a session of its own, since its tables are temporary. */
async function checkTenant(
  { options }: BenchmarkDeps,
  system: SystemUnderTest,
  tenantId: string,
  { alone, beside }: NoisyTenantPhases,
): Promise<CheckedTenant> {
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const { holds } = await settledLedger(database, [tenantId], join(options.outFolder, ledgerName(tenantId)))
    await prepareEvaluationTimes(database, [tenantId])
    return {
      ledgerHolds: holds,
      evaluationMs: {
        alone: await readAcceptToEvaluationMs(database, windowOf(alone)),
        beside: await readAcceptToEvaluationMs(database, windowOf(beside)),
      },
    }
  } finally {
    await database.end()
  }
}

/** What phases that were sent at the same time have measured together. */
function windowOf(phases: readonly Phase[]): MeasuredWindow {
  return {
    fromEpochMs: systemClock.epochMs(Math.min(...phases.map(({ fromMs }) => fromMs))),
    toEpochMs: systemClock.epochMs(Math.max(...phases.map(({ toMs }) => toMs))),
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
      'Their accepted → evaluation',
      `alone ${times(alone.acceptToEvaluation)}; beside ${times(beside.acceptToEvaluation)}`,
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
    ...phaseCostRows(report.costs),
    ['Lag of the driver', `p99 ${milliseconds(report.driverLagP99Ms)}; priority ${report.driverPriority}`],
    ['Ledgers', report.ledgersHold ? 'hold' : 'DO NOT HOLD'],
  ]
  return resultTable(report.title, rows)
}

function times({ p50Ms, p99Ms }: { readonly p50Ms: number; readonly p99Ms: number }): string {
  return `p50 ${milliseconds(p50Ms)}, p99 ${milliseconds(p99Ms)}`
}
