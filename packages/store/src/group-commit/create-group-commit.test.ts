import { array, assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGroupCommit, QueueFullError } from './create-group-commit.ts'

/** A commit whose batches the test finishes by hand. */
function controlledCommit() {
  const batches: { readonly items: readonly number[]; finish(): void; fail(error: Error): void }[] = []
  const commit = (items: readonly number[]): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      batches.push({ items, finish: () => resolve(items.map((item) => `done ${item}`)), fail: reject })
    })
  return { batches, commit }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('group commit', () => {
  test('requests of one turn share a commit, and what comes meanwhile shares the next', async () => {
    const { batches, commit } = controlledCommit()
    const group = createGroupCommit({ commit, batchMax: 10, queueMax: 10, concurrency: 1 })

    const first = [group.submit(1), group.submit(2)]
    await nextTurn()
    const second = [group.submit(3), group.submit(4), group.submit(5)]
    await nextTurn()
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2]])
    expect(group.depth()).toBe(3)

    batches[0]?.finish()
    expect(await Promise.all(first)).toEqual(['done 1', 'done 2'])
    await nextTurn()
    expect(batches.map((batch) => batch.items)).toEqual([
      [1, 2],
      [3, 4, 5],
    ])
    batches[1]?.finish()
    expect(await Promise.all(second)).toEqual(['done 3', 'done 4', 'done 5'])
    expect(group.depth()).toBe(0)
  })

  test('a full queue refuses at once, and takes requests again when it has drained', async () => {
    const { batches, commit } = controlledCommit()
    const group = createGroupCommit({ commit, batchMax: 1, queueMax: 2, concurrency: 1 })
    const inFlight = group.submit(1)
    await nextTurn()
    const waiting = [group.submit(2), group.submit(3)]

    await expect(group.submit(4)).rejects.toThrow(QueueFullError)

    for (const index of [0, 1, 2]) {
      batches[index]?.finish()
      await nextTurn()
    }
    expect(await Promise.all([inFlight, ...waiting])).toEqual(['done 1', 'done 2', 'done 3'])
    const late = group.submit(5)
    await nextTurn()
    batches[3]?.finish()
    await expect(late).resolves.toBe('done 5')
  })

  test('a failed commit rejects its own batch only', async () => {
    const { batches, commit } = controlledCommit()
    const group = createGroupCommit({ commit, batchMax: 1, queueMax: 10, concurrency: 2 })
    const requests = [group.submit(1), group.submit(2), group.submit(3)]
    const outcomes = Promise.allSettled(requests)
    await nextTurn()

    batches[0]?.fail(new Error('disk full'))
    await nextTurn()
    batches[1]?.finish()
    batches[2]?.finish()

    expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  })

  test('an answer of another length is a mistake of the commit, not a result', async () => {
    const group = createGroupCommit<number, number>({
      commit: () => Promise.resolve([]),
      batchMax: 1,
      queueMax: 1,
      concurrency: 1,
    })

    await expect(group.submit(1)).rejects.toThrow(TypeError)
  })

  test('whatever arrives when: each request is committed once, in order, within the bounds', async () => {
    await assert(
      asyncProperty(
        array(integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 20 }),
        integer({ min: 1, max: 4 }),
        integer({ min: 1, max: 3 }),
        async (burstSizes, batchMax, concurrency) => {
          const committed: number[] = []
          let inFlight = 0
          let inFlightMax = 0
          const sizes: number[] = []
          const group = createGroupCommit<number, number>({
            commit: async (batch) => {
              inFlight += 1
              inFlightMax = Math.max(inFlightMax, inFlight)
              sizes.push(batch.length)
              committed.push(...batch)
              await nextTurn()
              inFlight -= 1
              return batch.map((item) => -item)
            },
            batchMax,
            queueMax: 1_000,
            concurrency,
          })
          const answers: Promise<number>[] = []
          for (const size of burstSizes) {
            for (let count = 0; count < size; count += 1) {
              answers.push(group.submit(answers.length))
            }
            await nextTurn()
          }
          const results = await Promise.all(answers)
          expect(results).toEqual(answers.map((_, index) => -index))
          expect(committed).toEqual(answers.map((_, index) => index))
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(batchMax)
          expect(inFlightMax).toBeLessThanOrEqual(concurrency)
        },
      ),
    )
  })
})
