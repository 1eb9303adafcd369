import { parseArgs } from 'node:util'
import { SHIPPED_NAMES } from '@pantau/typologies'
import type { ShippedName } from '@pantau/typologies'
import { isSweepValue, isSweepVariable, SWEEP_VARIABLES } from './sweep/sweep-variables.ts'
import type { Sweep } from './sweep/sweep-variables.ts'
import { BenchOptionsError } from './bench-options-error.ts'
import { choice, notNegative, positive, share, whole, wholePositive } from './option-values.ts'
import type { PantauService, ServiceSettings } from './pantau-services.ts'
import { parseServerSettings } from './parse-server-settings.ts'
import { parseServiceSettings } from './parse-service-settings.ts'

export { BenchOptionsError } from './bench-options-error.ts'

export interface BenchOptions {
  /** Several runs over one variable, in place of one run. */
  readonly sweep?: Sweep
  /** The shipped configuration set that is active. */
  readonly configuration: ShippedName
  /** Payments of the 60 days before the run that are on record when it starts. */
  readonly historyCount: number
  /** Of all payments, those that go to one and the same account besides. */
  readonly hotShare: number
  /** What a credit transfer is longer by than it need be. */
  readonly paddingBytes: number
  readonly target: 'services' | 'evaluator' | 'decider' | 'standalone'
  /** Processes that take messages. Not for the standalone process. */
  readonly ingressCount: number
  readonly mode: 'open' | 'closed'
  /** Open loop: whether payments come evenly spaced or as a Poisson process. */
  readonly arrivals: 'constant' | 'poisson'
  readonly ratePerSecond: number
  readonly clientCount: number
  readonly connectionCount: number
  readonly inFlightMax: number
  readonly seconds: number
  readonly warmupSeconds: number
  /** No limit when absent. */
  readonly paymentCount?: number
  readonly accountCount: number
  /** Tenants that the payments are spread over, each with a token of its own; 0 is one that shows none. */
  readonly tenantCount: number
  readonly seed: number
  readonly tls: boolean
  /** Services begin without their warm-up. */
  readonly isCold: boolean
  /** How long each status report asks to wait for its decision in the reply; none asks when absent. */
  readonly waitSeconds?: number
  /** Share of the messages that are traced, and sent to a collector of the run's own; nothing is when absent. */
  readonly tracesRatio?: number
  /** Measure what happens at three times the capacity, in place of one load. */
  readonly overload: boolean
  /** Measure how one tenant that sends three times the capacity slows others down, in place of one load. */
  readonly noisyTenant: boolean
  /** How often the broker syncs its files, such as `1s` or `always`. */
  readonly natsSyncInterval?: string
  /** Settings of the database server, above those that a run has anyway. Not for the standalone process. */
  readonly postgresSettings: Readonly<Record<string, string>>
  /** Settings of services, above those that a run has anyway. Not for the standalone process. */
  readonly serviceSettings: Partial<Readonly<Record<PantauService, ServiceSettings>>>
  readonly title: string
  readonly outFolder: string
}

export const BENCH_HELP = `Usage: npm run bench -- [options]
       npm run bench -- report <result.json>...

Starts Pantau with servers of its own, sends payments (pacs.008 then pacs.002), and writes result.json,
result.md, latency.svg, the ledger of message ids and all logs to the output folder. Exits with 1 when the ledger does not hold.

  --configuration NAME           the active set: ${SHIPPED_NAMES.slice(0, 2).join(', ')},
                                 ${SHIPPED_NAMES.slice(2).join(', ')}   (pantau-default)
  --history N                    payments on record before the run, over the last 60 days          (0)
  --target services|evaluator|decider|standalone
                                 a process per service over NATS; the evaluator in place of the four
                                 stages; the decider in place of tms, which leaves little to the
                                 evaluator; or one process without NATS, which always speaks TLS   (services)
  --ingresses N                  processes that take messages                                      (1)
  --mode open|closed             open: fixed schedule, latency from the scheduled time;
                                 closed: each client waits for its answer, finds the peak          (open)
  --arrivals constant|poisson    open loop: evenly spaced or random arrivals                       (constant)
  --rate N                       open loop: payments per second                                    (100)
  --clients N                    closed loop: clients that each wait for their answer              (32)
  --connections N                keep-alive connections to the ingress                             (64)
  --in-flight N                  open loop: payments in flight at most                             (4000)
  --seconds N                    measured time, after the warm-up                                  (60)
  --warmup N                     seconds of load before measuring starts                           (10)
  --payments N                   stop after this many payments                                     (no limit)
  --accounts N                   accounts that the payments are spread over                        (100000)
  --tenants N                    tenants that the payments are spread over, each with a token        (one, without a token)
  --hot-share N                  share of the payments, 0 to 1, that go to one account             (0)
  --padding N                    bytes that each credit transfer is longer by                      (0)
  --seed N                       seed of the generated payments                                    (1)
  --overload                     find the capacity with --clients, then send half of it, three times of it and half of it
                                 again, --seconds each, without sending anything twice; writes overload.json
  --noisy-tenant                 find the capacity with --clients, then let three tenants send a tenth of it each, alone and while
                                 a fourth sends three times of it; writes noisy-tenant.json
  --sweep VARIABLE               short closed loops over one of ${Object.keys(SWEEP_VARIABLES).join(', ')};
                                 writes sweep.json and sweep.md
  --values LIST                  what the variable of a sweep is set to, such as 1,10,100
  --tls                          HTTPS (TLS 1.3) to the ingress instead of HTTP
  --cold                         services take work without warming up first, as with PANTAU_WARM_UP_MS=0
  --traces N                     share of the messages, 0 to 1, that are traced; a process of its own counts
                                 their spans                                                       (nothing is traced)
  --wait SECONDS                 each pacs.002 asks for its decision in the reply (Prefer: wait)   (none does)
  --nats-sync INTERVAL           sync_interval of the broker, such as 1s or always                 (its default, 2m)
  --postgres LIST                settings of the database server, such as full_page_writes=off,shared_buffers=2GB
  --services LIST                settings of services, such as tms.PANTAU_TMS_COMMIT_CONCURRENCY=1,relay.PANTAU_LOG_LEVEL=warn
  --title TEXT                   heading of the report                                             (from the options)
  --out FOLDER                   output folder, must not exist yet             (.cache/bench/<time>)
  --help                         this text
`

/** Callers keep their connections; a refusal that waits for one would count as the driver's lag. */
const OVERLOAD_CONNECTIONS = 256

/** Parses the command line of a benchmark run. @throws BenchOptionsError */
export function parseBenchOptions(args: readonly string[], startedAt: Date): BenchOptions {
  const { values, tls: isTlsAsked, cold: isCold, overload, noisyTenant } = parseValues(args)
  const natsSyncInterval = values['nats-sync']
  const target = choice(
    'target',
    values['target'],
    ['services', 'evaluator', 'decider', 'standalone'] as const,
    'services',
  )
  const tls = isTlsAsked || target === 'standalone'
  const sweep = sweepOf(values['sweep'], values['values'])
  const mode = choice(
    'mode',
    values['mode'],
    ['open', 'closed'] as const,
    sweep === undefined ? 'open' : 'closed',
  )
  const ratePerSecond = positive('rate', values['rate'], 100)
  const clientCount = wholePositive('clients', values['clients'], 32)
  const seconds = positive('seconds', values['seconds'], sweep === undefined ? 60 : 10)
  const historyCount = whole('history', values['history'], 0)
  const scenario = overload ? 'overload' : noisyTenant ? 'noisy tenant' : undefined
  if (noisyTenant && (overload || target === 'standalone')) {
    throw new BenchOptionsError('--noisy-tenant goes with services of their own, and without --overload')
  }
  if (scenario !== undefined && values['wait'] !== undefined) {
    throw new BenchOptionsError('--wait goes without --overload and --noisy-tenant')
  }
  const tenantCount = whole('tenants', values['tenants'], 0)
  const hasHistory = historyCount > 0 || sweep?.variable === 'history'
  const isSpread = tenantCount > 0 || sweep?.variable === 'tenants'
  if (isSpread && (scenario !== undefined || hasHistory || target === 'standalone')) {
    throw new BenchOptionsError(
      'Several tenants go with services of their own, and without --history, --overload and --noisy-tenant',
    )
  }
  const isSet =
    values['postgres'] !== undefined || values['services'] !== undefined || values['ingresses'] !== undefined
  if (isSet && target === 'standalone') {
    throw new BenchOptionsError(
      '--postgres, --services and --ingresses go with services and servers of their own',
    )
  }
  const pace = mode === 'open' ? `${ratePerSecond} payments/s` : `${clientCount} clients`
  return {
    ...(sweep === undefined ? {} : { sweep }),
    configuration: choice('configuration', values['configuration'], SHIPPED_NAMES, 'pantau-default'),
    historyCount,
    hotShare: share('hot-share', values['hot-share'], 0),
    paddingBytes: whole('padding', values['padding'], 0),
    target,
    ingressCount: wholePositive('ingresses', values['ingresses'], 1),
    mode,
    arrivals: choice('arrivals', values['arrivals'], ['constant', 'poisson'] as const, 'constant'),
    ratePerSecond,
    clientCount,
    connectionCount: wholePositive(
      'connections',
      values['connections'],
      scenario === undefined ? Math.max(64, clientCount) : OVERLOAD_CONNECTIONS,
    ),
    inFlightMax: wholePositive('in-flight', values['in-flight'], 4000),
    seconds,
    warmupSeconds: notNegative('warmup', values['warmup'], 10),
    ...(values['payments'] === undefined
      ? {}
      : { paymentCount: wholePositive('payments', values['payments'], 0) }),
    accountCount: wholePositive('accounts', values['accounts'], 100_000),
    tenantCount,
    seed: wholePositive('seed', values['seed'], 1),
    tls,
    isCold,
    overload,
    noisyTenant,
    ...(values['wait'] === undefined ? {} : { waitSeconds: notNegative('wait', values['wait'], 0) }),
    ...(values['traces'] === undefined ? {} : { tracesRatio: share('traces', values['traces'], 0) }),
    ...(natsSyncInterval === undefined ? {} : { natsSyncInterval }),
    postgresSettings: parseServerSettings(values['postgres'] ?? ''),
    serviceSettings: parseServiceSettings(values['services'] ?? ''),
    title:
      values['title'] ??
      `${target}, ${scenario ?? `${mode} loop`}, ${scenario === undefined ? pace : `${clientCount} clients`}, ${seconds} s${historyCount === 0 ? '' : `, ${historyCount} of history`}${tls ? ', TLS' : ''}`,
    outFolder: values['out'] ?? `.cache/bench/${startedAt.toISOString().replaceAll(/[:.]/g, '-')}`,
  }
}

const NAMES = [
  'sweep',
  'values',
  'configuration',
  'history',
  'hot-share',
  'padding',
  'target',
  'ingresses',
  'mode',
  'arrivals',
  'rate',
  'clients',
  'connections',
  'in-flight',
  'seconds',
  'warmup',
  'payments',
  'accounts',
  'tenants',
  'seed',
  'wait',
  'traces',
  'nats-sync',
  'postgres',
  'services',
  'title',
  'out',
] as const

function sweepOf(variable: string | undefined, list: string | undefined): Sweep | undefined {
  if (variable === undefined) {
    if (list !== undefined) {
      throw new BenchOptionsError('--values belongs to --sweep')
    }
    return undefined
  }
  if (!isSweepVariable(variable)) {
    const names = Object.keys(SWEEP_VARIABLES).join(', ')
    throw new BenchOptionsError(`--sweep must be one of ${names}, not '${variable}'`)
  }
  const values = list?.split(',').map((text) => notNegative('values', text, 0)) ?? SWEEP_VARIABLES[variable]
  const bad = values.find((value) => !isSweepValue(variable, value))
  if (bad !== undefined) {
    throw new BenchOptionsError(`--values: ${variable} cannot be ${bad}`)
  }
  return { variable, values }
}

function parseValues(args: readonly string[]): {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly tls: boolean
  readonly cold: boolean
  readonly overload: boolean
  readonly noisyTenant: boolean
} {
  try {
    const texts = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]))
    const flag = { type: 'boolean' as const, default: false }
    const options = { ...texts, tls: flag, cold: flag, overload: flag, 'noisy-tenant': flag }
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
    return {
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
      ),
      tls: values.tls,
      cold: values.cold,
      overload: values.overload,
      noisyTenant: values['noisy-tenant'],
    }
  } catch (error) {
    throw new BenchOptionsError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
