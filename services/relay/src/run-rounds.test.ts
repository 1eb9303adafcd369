import { describe, expect, it } from 'vitest'
import { runRounds } from './run-rounds.ts'

describe('rounds', () => {
  it('go on at once while there is work', async () => {
    let left = 100
    const drained = deferred()
    const rounds = runRounds({
      idleMs: 60_000,
      onError: drained.reject,
      round: () => {
        left -= 1
        if (left === 0) {
          drained.resolve()
        }
        return Promise.resolve(left)
      },
    })
    await drained.promise
    await rounds.stop()
    expect(left).toBe(0)
  })

  it('wait for more where a round found less than a batch, and go on at once where it found one', async () => {
    const found = [3, 3, 1]
    const rest = deferred()
    let calls = 0
    const rounds = runRounds({
      idleMs: 60_000,
      gather: { fromCount: 2, waitMs: 60_000 },
      onError: rest.reject,
      round: () => {
        calls += 1
        if (calls === found.length) {
          rest.resolve()
        }
        return Promise.resolve(found[calls - 1] ?? 0)
      },
    })
    await rest.promise
    await new Promise((resolve) => void setImmediate(resolve))
    await rounds.stop()
    expect(calls).toBe(3)
  })

  it('survive a failing round and report it', async () => {
    const errors: unknown[] = []
    const recovered = deferred()
    let calls = 0
    const rounds = runRounds({
      idleMs: 1,
      onError: (error) => errors.push(error),
      round: () => {
        calls += 1
        if (calls === 1) {
          return Promise.reject(new Error('the database is away'))
        }
        recovered.resolve()
        return Promise.resolve(0)
      },
    })
    await recovered.promise
    await rounds.stop()
    expect(errors).toEqual([new Error('the database is away')])
  })

  it('stop while idle, after the round in progress', async () => {
    const begun = deferred()
    const release = deferred()
    let ended = false
    const rounds = runRounds({
      idleMs: 60_000,
      onError: () => undefined,
      round: async () => {
        begun.resolve()
        await release.promise
        ended = true
        return 0
      },
    })
    await begun.promise
    const stopped = rounds.stop()
    release.resolve()
    await stopped
    expect(ended).toBe(true)
  })
})

function deferred() {
  const settle: { resolve?: () => void; reject?: (error: unknown) => void } = {}
  const promise = new Promise<void>((resolve, reject) => {
    settle.resolve = resolve
    settle.reject = reject
  })
  return {
    promise,
    resolve: () => settle.resolve?.(),
    reject: (error: unknown) => settle.reject?.(error),
  }
}
