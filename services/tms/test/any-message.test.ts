import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { messageArbitrary, transferMessagesArbitrary } from '@pantau/testkit'
import { messagePath } from '../src/index.ts'
import { changedExample } from './change-document.ts'

import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())

async function post(type: TransactionType, payload: string): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' }
  const reply = await tms.app.inject({ method: 'POST', url: messagePath(type), payload, headers })
  return { status: reply.statusCode, body: reply.json() }
}

/** The same document as another sender might write it: keys in reverse order, unknown ones among them, white space between. */
function rewritten(document: unknown): string {
  return JSON.stringify(withNoise(document), undefined, 3)
}

function withNoise(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withNoise)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const members = Object.entries(value).toReversed()
  return {
    DataCache: { cdtrId: 'x', nested: [[{}]] },
    ...Object.fromEntries(members.map(([name, member]) => [name, withNoise(member)])),
    toString: 'not a method',
    constructor: 1,
  }
}

function lastHash(): string {
  return Buffer.from(tms.acceptor.requests.at(-1)?.contentHash ?? []).toString('hex')
}

describe.each(TRANSACTION_TYPES)('any %s', (type) => {
  it('is accepted, echoed without what is unknown, and known again however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(messageArbitrary(type), async (document) => {
        const { TxTp: _, ...root } = document
        const answer = {
          status: 200,
          body: { message: 'Transaction is valid', data: { ...root, TxTp: type } },
        }
        expect(await post(type, JSON.stringify(document))).toEqual(answer)
        const hash = lastHash()
        expect(await post(type, rewritten(document))).toEqual(answer)
        expect(lastHash()).toBe(hash)
      }),
    )
  })
})

describe('messages about the same payment', () => {
  it('are accepted with one end-to-end identification', async () => {
    await fc.assert(
      fc.asyncProperty(transferMessagesArbitrary(), async ({ transfer, ...messages }) => {
        const inOrder: [TransactionType, unknown][] = [
          ['pain.001.001.11', messages.pain001],
          ['pain.013.001.09', messages.pain013],
          ['pacs.008.001.10', messages.pacs008],
          ['pacs.002.001.12', messages.pacs002],
        ]
        for (const [type, document] of inOrder) {
          expect((await post(type, JSON.stringify(document))).status).toBe(200)
          expect(tms.acceptor.requests.at(-1)?.parsed.endToEndId).toBe(transfer.endToEndId)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the content hash', () => {
  it('tells apart messages that differ anywhere', async () => {
    const place = fc.constantFrom(...TRANSACTION_TYPES).chain((type) => {
      const texts = textPaths(EXAMPLE_MESSAGES[type]).filter((path) => !/\/(CreDtTm|TxTp)$/.test(path))
      return fc.record({ type: fc.constant(type), path: fc.constantFrom(...texts) })
    })
    const text = fc.constantFrom('a', 'A', 'a ', 'aa', 'ä', '0', '"')
    await fc.assert(
      fc.asyncProperty(place, text, text, async ({ type, path }, first, second) => {
        await post(type, JSON.stringify(changedExample(type, { [path]: first })))
        const hash = lastHash()
        await post(type, JSON.stringify(changedExample(type, { [path]: second })))
        expect(lastHash() === hash).toBe(first === second)
      }),
      { numRuns: 300 },
    )
  })
})

function textPaths(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') {
    return [path]
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, child]) => textPaths(child, `${path}/${name}`))
    : []
}
