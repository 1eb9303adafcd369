import { createAuthenticator, DEFAULT_TENANT_ID } from '@pantau/auth'
import { channels } from '@pantau/contracts'
import type { EvaluationHeader } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics, parseSettings } from '@pantau/service-runtime'
import {
  activateConfiguration,
  connectStore,
  createConfigurationCatalog,
  createEvaluationWriter,
  evaluationIdFor,
  runMigrations,
} from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { createMemoryTransport } from '@pantau/stream'
import { startPostgres, waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { composeTms, messagePath, settings as schema } from '../src/index.ts'
import type { TmsComposeSettings } from '../src/index.ts'
import { changedExample } from './change-document.ts'

export const TRANSFER: TransactionType = 'pacs.008.001.10'
export const STATUS: TransactionType = 'pacs.002.001.12'
const ADDRESSES = { PANTAU_POSTGRES_URL: 'postgres://localhost', PANTAU_NATS_URLS: 'nats://localhost' }
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

export interface DecidedDatabase {
  readonly pool: StorePool
  readonly configurations: ConfigurationCatalog
  close(): Promise<void>
}

/** A database where status reports are evaluated. */
export async function openDecidedDatabase(): Promise<DecidedDatabase> {
  const postgres = await startPostgres()
  const { url, drop } = await postgres.createDatabase()
  await runMigrations({ url })
  const applicationName = 'tms-test'
  const pool = await connectStore({ url, applicationName, poolMax: 8, statementTimeoutMs: 10_000 })
  const set = defaultConfigurationSet()
  await activateConfiguration(pool, { tenantId: DEFAULT_TENANT_ID, set, nowMs: Date.now() })
  const configurations = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: () => undefined,
  })
  return {
    pool,
    configurations,
    close: async () => {
      await configurations.close()
      await pool.close()
      await drop()
      await postgres.stop()
    },
  }
}

export interface Answer {
  readonly status: number
  /** The preference that was followed. */
  readonly applied: string | null
  readonly body: { readonly decision?: unknown } & Readonly<Record<string, unknown>>
}

export interface DecidedTms {
  /** @param prefer nothing is preferred when absent */
  post(type: TransactionType, body: string, prefer?: string, signal?: AbortSignal): Promise<Answer>
  /** Of the next events that were published for the stages. */
  nextHeaders(count: number): Promise<readonly EvaluationHeader[]>
  /** Decides as the stages do, with a score. */
  decide(header: EvaluationHeader | undefined, score: number): Promise<void>
  metricsText(): Promise<string>
  /** Resolves when so many callers wait for their decisions. */
  waiting(count: number): Promise<void>
  /** Stops the service; a second time it does nothing. */
  stop(): Promise<void>
}

/** A service whose decisions the test makes. */
export async function startDecidedTms(
  { pool, configurations }: DecidedDatabase,
  changed: Partial<TmsComposeSettings> = {},
): Promise<DecidedTms> {
  const transport = createMemoryTransport({ capacityMessages: 1_000, redeliverAfterMs: 60_000 })
  const events = await transport.subscribe(channels.eventDirector)
  const metrics = createMetrics({ name: 'tms', version: '0' })
  const authenticator = createAuthenticator({ enabled: false })
  const settings = { ...parseSettings(schema, ADDRESSES), port: 0, ...changed }
  const tms = await composeTms({ settings, authenticator, pool, configurations, transport, log, metrics })
  await tms.start()
  return {
    async post(type, body, prefer, signal) {
      const response = await fetch(`http://127.0.0.1:${tms.port()}${messagePath(type)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(prefer === undefined ? {} : { prefer }) },
        body,
        ...(signal === undefined ? {} : { signal }),
      })
      const answered: unknown = await response.json()
      if (typeof answered !== 'object' || answered === null) {
        throw new TypeError('An answer is an object')
      }
      const applied = response.headers.get('preference-applied')
      return { status: response.status, applied, body: { ...answered } }
    },
    async nextHeaders(count) {
      const headers: EvaluationHeader[] = []
      while (headers.length < count) {
        for (const delivery of await events.next(count)) {
          delivery.ack()
          headers.push(delivery.message.value().header)
        }
      }
      return headers
    },
    async decide(header, score) {
      if (header === undefined) {
        throw new TypeError('Nothing is due')
      }
      const configuration = await configurations.byDigest(header.configDigest)
      const typology = configuration?.compiled.planFor(header.transactionType)?.typologies[0]
      const [review, interdict] = [score >= 300, score >= 500]
      const { typologyId = '', cfg = '' } = typology ?? {}
      const record = {
        header,
        evaluationId: evaluationIdFor(header),
        status: review ? ('ALRT' as const) : ('NALT' as const),
        ruleResults: [],
        typologyResults: [{ typologyId, cfg, score, review, interdict, durationNs: 1 }],
        evaluatedAtMs: header.acceptedAtMs + 7,
        adjudicationNs: 1,
      }
      await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [] }])
    },
    metricsText: () => metrics.render(),
    async waiting(count) {
      const line = `pantau_tms_awaited_decisions_messages{service="tms"} ${count}\n`
      const what = `${count} callers that wait`
      await waitUntil(async () => (await metrics.render()).includes(line), { what })
    },
    async stop() {
      await tms.stop()
      await transport.close()
    },
  }
}

/** The credit transfer of a payment. */
export function transfer(id: string): string {
  return JSON.stringify(
    changedExample(TRANSFER, {
      '/FIToFICstmrCdtTrf/GrpHdr/MsgId': `P8-${id}`,
      '/FIToFICstmrCdtTrf/CdtTrfTxInf/PmtId/EndToEndId': `E2E-${id}`,
    }),
  )
}

/** The status report of a payment. */
export function report(id: string, code = 'ACCC'): string {
  return JSON.stringify(
    changedExample(STATUS, {
      '/FIToFIPmtSts/GrpHdr/MsgId': `P2-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId': `E2E-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/TxSts': code,
    }),
  )
}
