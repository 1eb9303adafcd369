import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { readLedger } from '@pantau/store'
import {
  messageArbitrary,
  pacs002Document,
  pacs008Document,
  pain001Document,
  pain013Document,
  transferArbitrary,
  waitUntil,
} from '@pantau/testkit'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'

/** Whatever the schemas allow is accepted, stored once, and decided where the configuration says so. */

const RUNS = 40

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem({ quoting: true })
})
afterAll(() => system?.stop())

const path = (type: string): string => `/v1/evaluate/iso20022/${type}`

/** The message under an identification that no other one has. */
function identified(document: unknown): { readonly text: string; readonly messageId: string } {
  const copy = structuredClone(document) as Record<string, { GrpHdr?: { MsgId: string } }>
  const header = Object.values(copy).find((member) => member.GrpHdr !== undefined)?.GrpHdr
  if (header === undefined) {
    throw new TypeError('Every message has a header')
  }
  header.MsgId = `${header.MsgId} ${randomUUID()}`
  return { text: JSON.stringify(copy), messageId: header.MsgId }
}

async function storedBodies(type: string, messageId: string): Promise<readonly string[]> {
  const rows = await system.pool.query<{ readonly body: Buffer }>({
    text: 'SELECT body FROM raw_history.message WHERE tenant_id = $1 AND transaction_type = $2 AND message_id = $3',
    values: [TENANT, type, messageId],
  })
  return rows.map(({ body }) => body.toString('utf8'))
}

describe.each(TRANSACTION_TYPES)('any %s', (type) => {
  it('is accepted, however often it comes, and stored once as it first came', async () => {
    await fc.assert(
      fc.asyncProperty(messageArbitrary(type), async (document) => {
        const { text, messageId } = identified(document)
        const rewritten = JSON.stringify(JSON.parse(text), null, 1)
        const first = await system.post(path(type), text)
        expect({ status: first.status, text: first.status === 200 ? '' : first.text }).toEqual({
          status: 200,
          text: '',
        })
        const again = await Promise.all(
          [rewritten, text, rewritten].map((body) => system.post(path(type), body)),
        )
        for (const answer of again) {
          expect([answer.status, answer.text]).toEqual([200, first.text])
        }
        expect(await storedBodies(type, messageId)).toEqual([text])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the messages of any payment', () => {
  it('may come in any order: the status report is decided, and reported as it was answered', async () => {
    const orders = fc.shuffledSubarray([...TRANSACTION_TYPES], { minLength: TRANSACTION_TYPES.length })
    await fc.assert(
      fc.asyncProperty(transferArbitrary(), orders, async (transfer, order) => {
        const id = randomUUID()
        const about = { ...transfer, endToEndId: id }
        const documents = [pain001Document, pain013Document, pacs008Document, pacs002Document].map(
          (document) => document(about),
        )
        const answers = new Map<string, unknown>()
        for (const type of order) {
          const document = documents.find(({ TxTp }) => TxTp === type)
          const answer = await system.post(path(type), JSON.stringify(document))
          expect(answer.status).toBe(200)
          answers.set(type, JSON.parse(answer.text))
        }
        const { transaction } = await system.report(`PACS002-${id}`)
        expect(answers.get('pacs.002.001.12')).toEqual({
          message: 'Transaction is valid',
          data: { FIToFIPmtSts: transaction['FIToFIPmtSts'], TxTp: 'pacs.002.001.12' },
        })
      }),
      { numRuns: RUNS },
    )
  })
})

describe('all of them', () => {
  it('are accounted for: nothing waits for ever, and nothing is in quarantine', async () => {
    const days = await waitUntil(
      async () => {
        const read = await readLedger(system.pool, {})
        return read.every(({ waiting }) => waiting === 0) ? read : undefined
      },
      { what: 'every evaluation' },
    )
    expect(days.length).toBeGreaterThan(0)
    for (const { accepted, recorded, parked, decided, waiting, quarantined } of days) {
      expect(quarantined).toBe(0)
      expect(recorded + parked + decided + waiting + quarantined).toBe(accepted)
    }
  })
})
