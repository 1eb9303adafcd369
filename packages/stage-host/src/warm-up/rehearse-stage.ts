import { Encoded } from '@pantau/contracts'
import type { LayoutSource } from '@pantau/contracts'
import { createRehearsalPool, prepareConnections } from '@pantau/store'
import type { CataloguedConfiguration, StorePool } from '@pantau/store'
import type { Stage } from '@pantau/stream'
import { rehearseEvents } from './rehearse-events.ts'
import type { RehearsedEvent } from './rehearse-events.ts'
import type { Rehearsal } from './rehearsal.ts'

/** Messages of one round: a small batch, as under some load. */
const BATCH_MESSAGES = 16
const NO_BYTES = new Uint8Array()

export interface StageRehearsalOptions<In> {
  /** What is loaded when the rehearsal begins; without any there is nothing to run. */
  readonly configurations: { loaded(): readonly CataloguedConfiguration[] }
  /** The stage as it will run, on a store and layouts that only the rehearsal has. */
  readonly stage: (deps: { readonly pool: StorePool; readonly layouts: LayoutSource }) => Stage<In, unknown>
  /** What the stage gets of an event. */
  readonly inputOf: (event: RehearsedEvent) => Uint8Array | undefined
  /** Messages of one round, where a small batch would not come to every thread. */
  readonly batchMessages?: number
  /** The connections that the stage will use, to be prepared for what it writes; absent where it writes nothing. */
  readonly prepared?: { readonly pool: StorePool; readonly connections: number }
}

interface StageRounds<In> {
  readonly stage: Stage<In, unknown>
  readonly inputs: readonly Uint8Array[]
}

/** Hands a stage the events of invented payments, batch by batch, as they would come from the broker. */
export function rehearseStage<In>(options: StageRehearsalOptions<In>): Rehearsal {
  const pool = createRehearsalPool(Date.now)
  let opening: Promise<StageRounds<In>> | undefined
  let next = 0

  async function open(): Promise<StageRounds<In>> {
    const { events, layouts } = await rehearseEvents(options.configurations.loaded(), Date.now)
    return {
      stage: options.stage({ pool, layouts }),
      inputs: events.flatMap((event) => options.inputOf(event) ?? []),
    }
  }

  return {
    async round() {
      opening ??= open()
      const { stage, inputs } = await opening
      if (inputs.length === 0) {
        return
      }
      const batch = Array.from({ length: options.batchMessages ?? BATCH_MESSAGES }, (_, index) =>
        Encoded.ofBytes(stage.input.codec, inputs[(next + index) % inputs.length] ?? NO_BYTES),
      )
      next += batch.length
      const verdicts = await stage.handle(batch)
      for (const verdict of verdicts) {
        for (const { message } of verdict.kind === 'ack' ? verdict.outputs : []) {
          message.bytes()
        }
      }
    },
    async prepare() {
      if (options.prepared !== undefined) {
        const { connections } = options.prepared
        await prepareConnections(options.prepared.pool, { connections, statements: pool.statements() })
      }
    },
    close: async () => undefined,
  }
}
