import { acceptedDocument, MESSAGE_SCHEMAS } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptedBody } from './evaluated-message-arbitrary.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

/** What a schema says of a value, as the views keep it. */
function profileOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) {
    throw new TypeError('A schema is an object')
  }
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, profileOf(part)]),
    )
  }
  if ('items' in schema) {
    return [profileOf(schema.items)]
  }
  return 'type' in schema && schema.type === 'string' ? 'text' : 'number'
}

test.each(TRANSACTION_TYPES)(
  'a %s reads as what it was accepted as, whatever its body held',
  async (type) => {
    await fc.assert(
      fc.asyncProperty(fc.array(acceptedBody(type), { minLength: 1, maxLength: 5 }), async (bodies) => {
        const rows = await store.pool.query<{ readonly document: unknown }>({
          text: `SELECT raw_history.document_of($1, convert_to(body, 'UTF8')) AS document
          FROM unnest($2::text[]) WITH ORDINALITY AS b (body, position) ORDER BY position`,
          values: [type, bodies.map((body) => JSON.stringify(body))],
        })
        const accepted = bodies.map((body) => {
          const { TxTp: _ours, ...document } = acceptedDocument(type, JSON.parse(JSON.stringify(body)))
          return JSON.parse(JSON.stringify(document)) as unknown
        })
        expect(rows.map(({ document }) => document)).toEqual(accepted)
      }),
      { numRuns: 30, interruptAfterTimeLimit: 20_000 },
    )
  },
)

test.each(TRANSACTION_TYPES)('knows the members of a %s that its schema knows', async (type) => {
  const [row] = await store.pool.query({
    text: 'SELECT raw_history.profile_of($1) AS profile',
    values: [type],
  })
  const { TxTp: _ours, ...properties } = MESSAGE_SCHEMAS[type].properties
  expect(row).toEqual({ profile: profileOf({ properties }) })
})
