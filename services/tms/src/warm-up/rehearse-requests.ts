import { rehearsedMessages, REHEARSED_CONFIGURATIONS_MAX } from '@pantau/stage-host'
import type { Rehearsal, WriteRehearsedMessage } from '@pantau/stage-host'
import { createRehearsalPool, prepareConnections } from '@pantau/store'
import type { CataloguedConfiguration, DecideEvents, StorePool } from '@pantau/store'
import type { UsualWay } from '../create-tms-server.ts'
import { messagePath } from '../http/message-route.ts'
import { Answers } from './answers.ts'
import { connectInMemory } from './in-memory-connection.ts'
import { createRehearsalServer } from './create-rehearsal-server.ts'
import type { RehearsedSettings } from './create-rehearsal-server.ts'

/** Callers that each wait for their answers, as under some load. */
const CALLERS = 16
/** Beside those of commits: that of a tenant that goes ahead, and that of the health check. */
const OTHER_CONNECTIONS = 2

export interface RequestRehearsalOptions {
  readonly usualWay: UsualWay
  readonly settings: RehearsedSettings
  /** What is loaded when the rehearsal begins; without any, messages are only recorded. */
  readonly configurations: { loaded(): readonly CataloguedConfiguration[] }
  /** Whose connections are prepared. */
  readonly pool: StorePool
  readonly decide?: DecideEvents | undefined
}

/** Sends messages of invented payments the way of the usual message, from the bytes of a connection to the answer. */
export function rehearseRequests(options: RequestRehearsalOptions): Rehearsal {
  const { usualWay, settings } = options
  const configurations = options.configurations.loaded().slice(0, REHEARSED_CONFIGURATIONS_MAX)
  const pool = createRehearsalPool(Date.now)
  const answers = new Answers()
  let round = 0
  const server = createRehearsalServer({
    usualWay,
    settings,
    configurations: { active: () => configurations[round % configurations.length] },
    pool,
    decide: options.decide,
    onAnswered: (statusCode) => answers.note(statusCode),
  })
  const writers = usualWay.types.map((type) => ({ path: messagePath(type), write: rehearsedMessages(type) }))
  const connections = Array.from({ length: CALLERS }, () => connectInMemory(server))

  async function send(path: string, write: WriteRehearsedMessage): Promise<void> {
    const nowMs = Date.now()
    const answered = answers.next(connections.length)
    for (const [index, connection] of connections.entries()) {
      connection.post(path, write(round * CALLERS + index, nowMs))
    }
    await answered
  }

  return {
    async round() {
      round += 1
      for (const { path, write } of writers) {
        await send(path, write)
      }
    },
    prepare: () =>
      prepareConnections(options.pool, {
        connections: settings.commitConcurrency + OTHER_CONNECTIONS,
        statements: pool.statements(),
      }),
    async close() {
      for (const connection of connections) {
        connection.close()
      }
      server.close()
    },
  }
}
