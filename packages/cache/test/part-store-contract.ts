import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartStore, StoredPart } from '@pantau/contracts'
import { waitUntil } from '@pantau/testkit'

/** Short, so that tests see parts forgotten. */
export const LIFETIMES = { incompleteMs: 1_500, completeMs: 300 }

export interface PartStoreHarness {
  readonly name: string
  start(): Promise<void>
  stop(): Promise<void>
  /** The store as two processes see it. */
  stores(): readonly [PartStore, PartStore]
}

export function part(key: string, index: number, text: string, count = 2): StoredPart {
  return { key, index, count, bytes: new TextEncoder().encode(text) }
}

function textsOf(parts: ReadonlyMap<number, Uint8Array> | undefined): Readonly<Record<number, string>> {
  return Object.fromEntries(
    [...(parts ?? [])].map(([index, bytes]) => [index, new TextDecoder().decode(bytes)]),
  )
}

async function add(store: PartStore, ...parts: readonly StoredPart[]) {
  return (await store.add(parts)).map((collected) => textsOf(collected.parts))
}

/** What every part store has to do alike. */
export function describePartStoreContract(harness: PartStoreHarness): void {
  describe(`part store contract: ${harness.name}`, () => {
    let payments = 0

    beforeAll(() => harness.start())
    afterAll(() => harness.stop())

    function freshKey(): string {
      payments += 1
      return `DEFAULT/pacs.002.001.12/M-${payments}/digest/2`
    }

    test('answers what is there of each payment, in the order given', async () => {
      const [store, other] = harness.stores()
      const [left, right] = [freshKey(), freshKey()]
      expect(await add(store, part(left, 1, 'b', 3))).toEqual([{ 1: 'b' }])
      expect(await add(other, part(right, 0, 'x', 3), part(left, 0, 'a', 3), part(right, 2, 'z', 3))).toEqual(
        [{ 0: 'x' }, { 0: 'a', 1: 'b' }, { 0: 'x', 2: 'z' }],
      )
      expect(await add(store)).toEqual([])
    })

    test('of several parts with one index the first counts', async () => {
      const [store, other] = harness.stores()
      const key = freshKey()
      expect(await add(store, part(key, 0, 'first'), part(key, 0, 'second'))).toEqual([
        { 0: 'first' },
        { 0: 'first' },
      ])
      expect(await add(other, part(key, 0, 'third'))).toEqual([{ 0: 'first' }])
    })

    test('answers all parts again when one of a complete payment comes again', async () => {
      const [store] = harness.stores()
      const key = freshKey()
      await add(store, part(key, 0, 'a'), part(key, 1, 'b'))
      expect(await add(store, part(key, 1, 'b'))).toEqual([{ 0: 'a', 1: 'b' }])
    })

    test('keeps bytes exactly as they are, and no hold on the buffer that they came in', async () => {
      const [store] = harness.stores()
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
          const key = freshKey()
          const buffer = Uint8Array.of(1, ...bytes, 2)
          await store.add([{ key, index: 7, count: 9, bytes: buffer.subarray(1, bytes.length + 1) }])
          buffer.fill(0)
          const [collected] = await store.add([part(key, 8, '', 9)])
          expect([...(collected?.parts.get(7) ?? [])]).toEqual([...bytes])
        }),
        { numRuns: 50 },
      )
    })

    test('whoever adds the last part sees all, however the parts are spread', async () => {
      const stores = harness.stores()
      await fc.assert(
        fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), async (spread) => {
          const key = freshKey()
          const answers = await Promise.all(
            spread.map((isSecond, index) =>
              stores[isSecond ? 1 : 0].add([part(key, index, 'x', spread.length)]),
            ),
          )
          const sizes = answers.flat().map(({ parts }) => parts.size)
          expect(sizes.sort((one, other) => one - other)).toEqual(spread.map((_, index) => index + 1))
        }),
        { numRuns: 30 },
      )
    })

    test('the age counts from the first part', async () => {
      const [store, other] = harness.stores()
      const key = freshKey()
      const [first] = await store.add([part(key, 0, 'a')])
      expect(first?.ageMs).toBe(0)
      const age = await waitUntil(
        async () => {
          const [collected] = await other.add([part(key, 0, 'a')])
          return collected !== undefined && collected.ageMs >= 50 && collected.ageMs
        },
        { what: 'the payment to age' },
      )
      expect(age).toBeLessThan(LIFETIMES.incompleteMs)
    })

    test.each([
      ['an incomplete payment', 3, LIFETIMES.incompleteMs, 10_000],
      ['a complete payment', 2, LIFETIMES.completeMs, LIFETIMES.incompleteMs],
    ])(
      '%s is forgotten after its lifetime, even if parts keep coming',
      async (_name, count, fromMs, toMs) => {
        const [store] = harness.stores()
        const key = freshKey()
        const startedMs = performance.now()
        await add(store, part(key, 0, 'a', count), part(key, 1, 'b', count))
        await waitUntil(async () => (await add(store, part(key, 1, 'b', count)))[0]?.[0] === undefined, {
          what: 'the first part to be forgotten',
        })
        const keptMs = performance.now() - startedMs
        expect(keptMs).toBeGreaterThanOrEqual(fromMs - 5)
        expect(keptMs).toBeLessThan(toMs)
      },
    )
  })
}
