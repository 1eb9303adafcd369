import type { StorePool } from '../connection/connect-store.ts'
import type { Answers, Send, StoreSession } from '../connection/store-session.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { lockConfiguration } from './statements/lock-configuration.ts'

/** What a change came to: its result, and the statements that make it so; without them nothing is changed. */
export interface Decision<Result> {
  readonly result: Result
  readonly apply?: (send: Send) => Promise<unknown>
}

export interface ChangeSteps<Rows extends Readonly<Record<string, Promise<unknown>>>, Result> {
  /** The tenant whose changes of what is active take turns, in every process. */
  readonly lock?: string
  readonly read: (send: Send) => Rows
  readonly decide: (
    rows: Answers<Rows>,
    session: StoreSession,
  ) => Promise<Decision<Result>> | Decision<Result>
}

/** Reads, decides, and applies the decision or nothing, in one transaction. @throws StoreUnavailableError */
export function changeConfiguration<Rows extends Readonly<Record<string, Promise<unknown>>>, Result>(
  pool: StorePool,
  { lock, read, decide }: ChangeSteps<Rows, Result>,
): Promise<Result> {
  return pool.session(async (session) => {
    await session.exchange((send) => ({
      begun: send(BEGIN_DURABLE),
      locked: lock === undefined ? Promise.resolve() : send(lockConfiguration(lock)),
    }))
    const { result, apply } = await decide(await session.exchange(read), session)
    await session.exchange((send) =>
      apply === undefined
        ? { rolledBack: send({ text: 'ROLLBACK' }) }
        : { applied: apply(send), committed: send(COMMIT) },
    )
    return result
  })
}
