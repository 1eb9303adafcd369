import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome } from '../src/index.ts'
import { ABSENT, changedOrSame, placesOf } from './change-document.ts'
import { post } from './posting.ts'
import { bulkAnswers } from './send-bulk.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS: TransactionType = 'pacs.002.001.12'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop(0))

describe('a line', () => {
  const types = fc.constantFrom(...TRANSACTION_TYPES)
  const pieces = fc.constantFrom<unknown>('x', '', 0, -1, null, true, [], {}, '\0', '1e999', ABSENT)
  const line = types.chain((type) => {
    const paths = placesOf(EXAMPLE_MESSAGES[type])
    return fc.record({
      type: fc.constant(type),
      text: fc.oneof(
        fc
          .array(fc.tuple(fc.constantFrom(...paths), pieces), { maxLength: 2 })
          .map((changes) => JSON.stringify(changedOrSame(type, changes))),
        fc.json().map((text) => text.replaceAll('\n', ' ')),
        fc.string().map((text) => text.replaceAll(/[\n\r]/g, ' ')),
      ),
      outcome: fc.constantFrom<AcceptOutcome>(
        { kind: 'accepted' },
        { kind: 'duplicate' },
        { kind: 'conflict' },
        { kind: 'unstorable' },
        { kind: 'overloaded', retryAfterMs: 3_000 },
      ),
    })
  })

  it('is answered as the route of its message type answers it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const outcomes = new Map(lines.map(({ text, outcome }) => [text, outcome]))
        tms.acceptor.answer = async ({ rawBody }) =>
          outcomes.get(Buffer.from(rawBody).toString('utf8')) ?? { kind: 'accepted' }
        const asked = lines.filter(({ text }) => text.trim() !== '' && typeNamed(text) !== undefined)
        fc.pre(asked.length > 0)
        const answers = await bulkAnswers(tms, ...asked.map(({ text }) => text))
        for (const [index, { text }] of asked.entries()) {
          const type = typeNamed(text) ?? STATUS
          const { status, body } = await post(tms, messagePath(type), text)
          const { code, message } = body as { readonly code?: string; readonly message: string }
          expect(answers[index]).toMatchObject({
            line: index + 1,
            status,
            message,
            ...(code === undefined ? {} : { code }),
          })
        }
      }),
    )
  })
})

/** Whose route a text goes to: lines without a type have no route to be compared with, unless they are no JSON at all. */
function typeNamed(text: string): TransactionType | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return STATUS
  }
  if (typeof document !== 'object' || document === null) {
    return STATUS
  }
  return TRANSACTION_TYPES.find((type) => 'TxTp' in document && document.TxTp === type)
}
