import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGroupCommit } from './create-group-commit.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Until a finished batch was answered and the next one began. */
async function settled(): Promise<void> {
  await nextTurn()
  await nextTurn()
}

function ofLane(lane: string, requests: readonly string[]): readonly string[] {
  return requests.filter((each) => each.startsWith(lane))
}

/** A commit whose batches the test finishes by hand; the lane of a request is its first letter. */
function openGroup(batchMax = 10) {
  const batches: { readonly items: readonly string[]; finish(): void }[] = []
  const group = createGroupCommit<string, string>({
    commit: (items) =>
      new Promise((resolve) => {
        batches.push({ items, finish: () => resolve(items) })
      }),
    batchMax,
    queueMax: 100,
    concurrency: 2,
    laneOf: (request) => request.slice(0, 1),
    expressConcurrency: 1,
  })
  const submit = async (...requests: readonly string[]): Promise<void> => {
    for (const request of requests) {
      void group.submit(request)
    }
    await nextTurn()
  }
  return { batches, submit, items: () => batches.map((batch) => batch.items.join(' ')) }
}

describe('lanes of a group commit', () => {
  test('of little load pass one that fills all commits, together and without it', async () => {
    const { batches, submit, items } = openGroup()
    await submit('n1', 'n2', 'n3', 'n4', 'n5')
    await submit('n6')
    await submit('n7')
    await submit('q1')
    expect(items()).toEqual(['n1 n2 n3 n4 n5', 'n6', 'q1'])

    await submit('q2', 'n8', 'r1')
    batches[2]?.finish()
    await settled()
    expect(items().slice(3)).toEqual(['q2 r1'])
    batches[0]?.finish()
    await settled()
    expect(items().slice(4)).toEqual(['n7 n8'])
  })

  test('of little load take the place of one that has nothing more to commit', async () => {
    const { batches, submit, items } = openGroup()
    await submit('n1', 'n2', 'n3', 'n4', 'n5', 'n6')
    await submit('n7')
    await submit('q1')
    await submit('q2')
    batches[1]?.finish()
    await settled()
    expect(items()).toEqual(['n1 n2 n3 n4 n5 n6', 'n7', 'q1', 'q2'])
  })

  test('do not pass while each has about as much as the others', async () => {
    const { submit, items } = openGroup()
    await submit('a1', 'a2')
    await submit('b1')
    await submit('c1')
    await submit('a3')
    expect(items()).toEqual(['a1 a2', 'b1'])
  })

  test('take turns in a batch that cannot hold them all', async () => {
    const { batches, submit, items } = openGroup(3)
    await submit('n1')
    await submit('m1')
    await submit('n2', 'n3', 'n4', 'q1', 'q2', 'q3', 'm2')
    batches[0]?.finish()
    await settled()
    expect(items()).toEqual(['n1', 'm1', 'n2 q1 m2'])
  })

  test('whatever arrives when: each request is committed once, in the order of its lane, within the bounds', async () => {
    await assert(
      asyncProperty(
        array(array(constantFrom('a', 'a', 'a', 'b', 'c'), { maxLength: 6 }), { maxLength: 15 }),
        integer({ min: 1, max: 4 }),
        integer({ min: 1, max: 2 }),
        async (bursts, batchMax, concurrency) => {
          const committed: string[] = []
          let inFlight = 0
          const group = createGroupCommit<string, string>({
            commit: async (batch) => {
              inFlight += 1
              expect(batch.length).toBeLessThanOrEqual(batchMax)
              expect(inFlight).toBeLessThanOrEqual(concurrency + 1)
              committed.push(...batch)
              await nextTurn()
              inFlight -= 1
              return batch
            },
            batchMax,
            queueMax: 1_000,
            concurrency,
            laneOf: (request) => request.slice(0, 1),
            expressConcurrency: 1,
          })
          const requests: string[] = []
          const answers: Promise<string>[] = []
          for (const burst of bursts) {
            for (const lane of burst) {
              const request = `${lane}${requests.length}`
              requests.push(request)
              answers.push(group.submit(request))
            }
            await nextTurn()
          }
          expect(await Promise.all(answers)).toEqual(requests)
          for (const lane of ['a', 'b', 'c']) {
            expect(ofLane(lane, committed)).toEqual(ofLane(lane, requests))
          }
          expect(group.depth()).toBe(0)
        },
      ),
    )
  })
})
