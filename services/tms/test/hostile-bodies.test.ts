import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { BODY_LIMIT_BYTES } from '@pantau/http-host'
import { messagePath } from '../src/index.ts'
import { changedExample } from './change-document.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())

const type = fc.constantFrom(...TRANSACTION_TYPES)

async function post(messageType: TransactionType, payload: string | Buffer): Promise<number> {
  const reply = await tms.app.inject({
    method: 'POST',
    url: messagePath(messageType),
    payload,
    headers: { 'content-type': 'application/json' },
  })
  // Whatever the answer is, it is JSON, and an echo can be read.
  expect(() => reply.json<unknown>()).not.toThrow()
  return reply.statusCode
}

const hostileValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    [[]],
    '',
    '\0',
    '\ud800',
    'Infinity',
    '-Infinity',
    'NaN',
    '1e999',
    '0x10',
    -0,
    1e308,
    -1,
    Number.MAX_SAFE_INTEGER,
    'x'.repeat(10_000),
    '9999-12-31T23:59:59Z',
    { toString: 1, valueOf: 2, toJSON: 'x', length: -1 },
    { prototype: 1 },
  ),
)

/** Every place of an example message, objects and array items included. */
function places(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [path]
  }
  const below = Object.entries(value).flatMap(([name, child]) => places(child, `${path}/${name}`))
  return path === '' ? below : [path, ...below]
}

describe('hostile bodies are refused, and never a failure of ours', () => {
  it.each<[string, string]>([
    ['objects nested deeper than any stack', `${'{"FIToFIPmtSts":'.repeat(60_000)}1${'}'.repeat(60_000)}`],
    ['arrays nested deeper than any stack', `{"FIToFIPmtSts":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
    [
      'a text at a depth, with an escape to look for',
      `{"FIToFIPmtSts":${'['.repeat(300_000)}"\\ud800"${']'.repeat(300_000)}}`,
    ],
    ['a huge array', `{"FIToFIPmtSts":[${'0,'.repeat(500_000)}0]}`],
    ['many keys', `{${Array.from({ length: 60_000 }, (_, key) => `"k${key}":0`).join()}}`],
    ['the same key again and again', `{${'"TxTp":"x",'.repeat(80_000)}"TxTp":"y"}`],
    ['a long number', `{"FIToFIPmtSts":${'9'.repeat(1_000_000)}}`],
    ['a long exponent', `{"FIToFIPmtSts":1e${'9'.repeat(1_000_000)}}`],
    ['many escapes', `{"FIToFIPmtSts":"${'\\ud83d\\ude00'.repeat(80_000)}"}`],
    ['keys of methods', '{"FIToFIPmtSts":{"toString":1,"valueOf":2,"hasOwnProperty":3,"toJSON":4}}'],
    ['a constructor', '{"constructor":{"name":"x"},"FIToFIPmtSts":{"constructor":1}}'],
  ])('%s', async (_name, payload) => {
    expect(Buffer.byteLength(payload)).toBeLessThan(BODY_LIMIT_BYTES)
    expect(await post('pacs.002.001.12', payload)).toBe(400)
  })

  it('accepts as many charges as fit, and echoes them', async () => {
    const charge = EXAMPLE_MESSAGES['pacs.002.001.12'].FIToFIPmtSts.TxInfAndSts.ChrgsInf[0]
    const charges = Array.from({ length: 9_000 }, () => charge)
    const document = changedExample('pacs.002.001.12', { '/FIToFIPmtSts/TxInfAndSts/ChrgsInf': charges })
    expect(await post('pacs.002.001.12', JSON.stringify(document))).toBe(200)
  })

  it('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(type, fc.uint8Array({ minLength: 1, maxLength: 200 }), async (messageType, bytes) => {
        expect(await post(messageType, Buffer.from(bytes))).toBe(400)
      }),
    )
  })

  it('any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(type, fc.json(), async (messageType, payload) => {
        expect(await post(messageType, payload)).toBe(400)
      }),
      { numRuns: 300 },
    )
  })

  it('a message with anything anywhere is accepted or refused', async () => {
    const example = type.chain((messageType) =>
      fc.record({
        messageType: fc.constant(messageType),
        changes: fc.dictionary(fc.constantFrom(...places(EXAMPLE_MESSAGES[messageType])), hostileValue, {
          minKeys: 1,
          maxKeys: 1,
        }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(example, async ({ messageType, changes }) => {
        const payload = JSON.stringify(changedExample(messageType, changes))
        expect([200, 400]).toContain(await post(messageType, payload))
      }),
      { numRuns: 1_500 },
    )
  })

  it('a message with bytes changed is accepted or refused', async () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(type, edits, async (messageType, changes) => {
        const payload = Buffer.from(JSON.stringify(EXAMPLE_MESSAGES[messageType]))
        for (const [position, byte] of changes) {
          payload[position % payload.length] = byte
        }
        expect([200, 400]).toContain(await post(messageType, payload))
      }),
      { numRuns: 1_500 },
    )
  })
})
