import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore({ poolMax: 1 })
})
afterAll(() => store.close())

const INT8_MAX = 2n ** 63n - 1n
/** What PostgreSQL can hold: no U+0000. */
const storableText = fc
  .string({ unit: 'grapheme', maxLength: 200 })
  .filter((text) => !text.includes('\u0000'))

function invert(value: number) {
  return { name: 'invert', text: 'SELECT 10 / $1::int4 AS result', values: [value] }
}

function add(value: number) {
  return { name: 'add-one', text: 'SELECT $1::int4 + 1 AS sum', values: [value] }
}

function insert(id: number) {
  return { name: 'keep', text: 'INSERT INTO kept VALUES ($1)', values: [id] }
}

async function returned(type: string, values: readonly unknown[]): Promise<readonly unknown[]> {
  const rows = await store.pool.query<{ value: unknown }>({
    name: `return-${type}`,
    text: `SELECT u.value::text AS value FROM unnest($1::${type}[]) WITH ORDINALITY AS u (value, position) ORDER BY position`,
    values: [values],
  })
  return rows.map(({ value }) => value)
}

describe('a list of parameters comes as it was sent', () => {
  test.each([
    ['text', storableText, (value: unknown) => value],
    ['int8', fc.oneof(fc.maxSafeInteger(), fc.bigInt(-INT8_MAX - 1n, INT8_MAX)), String],
    ['int4', fc.integer(), String],
    ['bool', fc.boolean(), String],
  ] as const)('%s', async (type, element: fc.Arbitrary<unknown>, text: (value: unknown) => unknown) => {
    const list = fc.array(fc.option(element, { nil: undefined }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(list, async (values) => {
        const expected = values.map((value) => (value === undefined ? null : text(value)))
        expect(await returned(type, values)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('a type without an encoding of its own, quotes and all', async () => {
    const documents = ['{"a":"\\"b\\\\"}', '[1, null]']
    expect(await returned('jsonb', documents)).toEqual(['{"a": "\\"b\\\\"}', '[1, null]'])
  })

  test('bytes', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index)
    const [row] = await store.pool.query({
      text: 'SELECT $1::bytea AS bytes, $2::bytea AS none',
      values: [bytes, null],
    })
    expect(row).toEqual({ bytes: Buffer.from(bytes), none: null })
  })

  test('more than the buffer held so far', async () => {
    const [row] = await store.pool.query({
      text: 'SELECT length($1::text) AS size, length($2::bytea) AS bytes',
      values: ['é'.repeat(500_000), new Uint8Array(2_000_000)],
    })
    expect(row).toEqual({ size: 500_000, bytes: 2_000_000 })
    expect(await returned('int4', [1])).toEqual(['1'])
  })
})

describe('what does not fit is refused', () => {
  test.each([
    ['int8', ['9223372036854775808'], '22003'],
    ['int8', [1.5], '22P02'],
    ['int4', [2 ** 31], '22003'],
    ['int4', [1, 'x'], '22P02'],
    ['text', ['a\u0000b'], '22021'],
    ['bool', ['perhaps'], '22P02'],
  ] as const)('%s %j', async (type, values, code) => {
    await expect(returned(type, values)).rejects.toMatchObject({ code })
    expect(await returned(type, [])).toEqual([])
  })

  test('a whole number beyond 64 bits', async () => {
    await expect(returned('int8', [INT8_MAX + 1n])).rejects.toMatchObject({ code: '22003' })
  })

  test('before anything is sent, where no parameter has such a value', async () => {
    await expect(returned('text', [{ an: 'object' }])).rejects.toThrow(TypeError)
    expect(await returned('text', ['after'])).toEqual(['after'])
  })

  test('a name that stands for another text', async () => {
    await store.pool.query({ name: 'one', text: 'SELECT 1' })
    await expect(store.pool.query({ name: 'one', text: 'SELECT 2' })).rejects.toThrow(TypeError)
  })
})

describe('a prepared statement', () => {
  test('that failed when it was prepared can be prepared later', async () => {
    const statement = { name: 'read-late-table', text: 'SELECT id FROM late WHERE id = $1', values: [1] }
    await expect(store.pool.query(statement)).rejects.toMatchObject({ code: '42P01' })
    await store.pool.query({ text: 'CREATE TABLE late (id int8)' })
    await store.pool.query({ text: 'INSERT INTO late VALUES (1)' })
    expect(await store.pool.query(statement)).toEqual([{ id: 1 }])
    expect(await store.pool.query(statement)).toEqual([{ id: 1 }])
  })

  test('that was prepared and then failed is prepared still', async () => {
    await expect(store.pool.query(invert(0))).rejects.toMatchObject({ code: '22012' })
    expect(await store.pool.query(invert(5))).toEqual([{ result: 2 }])
    await expect(store.pool.query(invert(0))).rejects.toMatchObject({ code: '22012' })
    expect(await store.pool.query(invert(2))).toEqual([{ result: 5 }])
  })

  test('may be sent several times at once, also among statements without a name', async () => {
    const answers = await store.pool.session(({ exchange }) =>
      exchange((send) => ({
        first: send(add(1)),
        second: send(add(2)),
        simple: send({ text: 'SELECT 1 AS one; SELECT 2 AS two' }),
        third: send(add(3)),
        nothing: send({ text: '' }),
      })),
    )
    expect(answers).toEqual({
      first: [{ sum: 2 }],
      second: [{ sum: 3 }],
      simple: [{ one: 1 }, { two: 2 }],
      third: [{ sum: 4 }],
      nothing: [],
    })
  })
})

test('statements after one that failed are not executed, and statements of an exchange stand or fall together', async () => {
  await store.pool.query({ text: 'CREATE TABLE kept (id int8 PRIMARY KEY)' })
  const broken = store.pool.session(({ exchange }) =>
    exchange((send) => ({ one: send(insert(1)), again: send(insert(1)), two: send(insert(2)) })),
  )
  await expect(broken).rejects.toMatchObject({ code: '23505' })
  expect(await store.pool.query({ text: 'SELECT id FROM kept' })).toEqual([])
})
