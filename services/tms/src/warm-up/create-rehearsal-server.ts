import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Principal } from '@pantau/auth'
import type { Log } from '@pantau/service-runtime'
import { REHEARSAL_TENANT_ID } from '@pantau/stage-host'
import { createAcceptance } from '@pantau/store'
import type { ActiveConfigurations, DecideEvents, StorePool } from '@pantau/store'
import { systemClock } from '@pantau/stream'
import type { Acceptor } from '../acceptor.ts'
import { createAdmission } from '../admission/create-admission.ts'
import { commitToStore } from '../commit-to-store.ts'
import { createAcceptor } from '../create-acceptor.ts'
import type { UsualWay } from '../create-tms-server.ts'
import { EventPublisher } from '../event-publisher.ts'
import { DirectMessages } from '../http/direct-messages.ts'
import { RefuseFirst } from '../http/refuse-first.ts'
import type { TmsSettings } from '../settings.ts'

const PRINCIPAL: Principal = {
  tenantId: REHEARSAL_TENANT_ID,
  claims: new Set(),
  subject: REHEARSAL_TENANT_ID,
  expiresAtMs: Infinity,
}
const NOT_IMPLEMENTED = 501

const nothing = (): void => undefined
const SILENT: Log = {
  fatal: nothing,
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  trace: nothing,
  child: () => SILENT,
}

export type RehearsedSettings = Pick<
  TmsSettings,
  | 'bodyLimitBytes'
  | 'commitBatchMax'
  | 'commitQueueMax'
  | 'commitConcurrency'
  | 'latencyTargetMs'
  | 'answerTimeoutMs'
  | 'publishConfirmTimeoutMs'
>

export interface RehearsalServerOptions {
  readonly usualWay: UsualWay
  readonly settings: RehearsedSettings
  readonly configurations: ActiveConfigurations
  readonly pool: StorePool
  readonly decide?: DecideEvents | undefined
  /** Told the status of every answer. */
  readonly onAnswered: (statusCode: number) => void
}

/**
 * A server that never listens and takes messages the usual way: the same code and the readers of the server that will listen, and everything
 * that remembers (admission, acceptance, publisher) of its own.
 */
export function createRehearsalServer(options: RehearsalServerOptions): Server {
  const { usualWay, settings, onAnswered } = options
  const admission = createAdmission(
    {
      inProgressMax: settings.commitQueueMax,
      latencyTargetMs: settings.latencyTargetMs,
      tenantRatePerSecond: undefined,
    },
    systemClock,
  )
  const refuseFirst = new RefuseFirst({
    routes: usualWay.entryRoutes,
    admission,
    authenticator: { recall: () => PRINCIPAL },
    clock: systemClock,
    onRefused: onAnswered,
  })
  const direct = new DirectMessages({
    readers: usualWay.readers,
    acceptor: rehearsalAcceptor(options),
    refuseFirst,
    host: {
      isLastAnswer: usualWay.isLastAnswer,
      passOn(_request, response) {
        response.writeHead(NOT_IMPLEMENTED).end()
        onAnswered(NOT_IMPLEMENTED)
      },
    },
    bodyLimitBytes: settings.bodyLimitBytes,
    log: SILENT,
    onAnswered,
  })
  return createServer((request, response) => {
    if (!refuseFirst.answer(request, response) && !direct.take(request, response)) {
      response.writeHead(NOT_IMPLEMENTED).end()
      onAnswered(NOT_IMPLEMENTED)
    }
  })
}

function rehearsalAcceptor({ settings, configurations, pool, decide }: RehearsalServerOptions): Acceptor {
  const acceptance = createAcceptance({
    pool,
    configurations,
    nowNs: process.hrtime.bigint,
    batchMax: settings.commitBatchMax,
    queueMax: settings.commitQueueMax,
    concurrency: settings.commitConcurrency,
    decide,
  })
  return createAcceptor({
    commit: commitToStore(acceptance),
    publisher: new EventPublisher({
      async publish(events) {
        for (const event of events) {
          event.bytes()
        }
      },
      confirmTimeoutMs: settings.publishConfirmTimeoutMs,
      clock: systemClock,
      log: SILENT,
    }),
    backlog: { isFull: () => false },
    answerTimeoutMs: settings.answerTimeoutMs,
    clock: systemClock,
    log: SILENT,
    random: Math.random,
  })
}
