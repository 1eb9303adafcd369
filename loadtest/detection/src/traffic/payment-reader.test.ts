import { MESSAGE_SCHEMAS, parseMessage } from '@pantau/iso20022'
import { Compile } from 'typebox/compile'
import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import { createPaymentDocuments } from './payment-documents.ts'
import { createPaymentReader } from './payment-reader.ts'

const SAMPLE = 400

describe('payments read from columns', async () => {
  const { traffic } = await smallWorld({ prevalence: 0.02 })
  const reader = createPaymentReader(traffic)
  const documents = createPaymentDocuments(reader)
  const sample = Array.from({ length: SAMPLE }, (_, index) =>
    Math.floor((index * traffic.payments.count) / SAMPLE),
  )

  it('are what the ingress makes of their messages', () => {
    const transfers = Compile(MESSAGE_SCHEMAS['pacs.008.001.10'])
    const reports = Compile(MESSAGE_SCHEMAS['pacs.002.001.12'])
    for (const payment of sample) {
      const transfer: unknown = documents.transfer(payment)
      const report: unknown = documents.report(payment)
      if (!transfers.Check(transfer) || !reports.Check(report)) {
        throw new TypeError('A generated message does not fit its schema')
      }
      const { instruction, messageId, occurredAtMs: createdAtMs } = reader.transfer(payment)
      expect(parseMessage('pacs.008.001.10', transfer, { quoting: false })).toMatchObject({
        kind: 'parsed',
        message: { instruction, messageId, createdAtMs },
      })
      const expected = reader.report(payment)
      expect(parseMessage('pacs.002.001.12', report, { quoting: false })).toMatchObject({
        kind: 'parsed',
        message: {
          endToEndId: expected.endToEndId,
          messageId: expected.messageId,
          status: expected.status,
          createdAtMs: expected.occurredAtMs,
        },
      })
    }
  })

  it('have identifications of their own', () => {
    const ids = new Set(
      Array.from({ length: traffic.payments.count }, (_, payment) => reader.endToEndId(payment)),
    )
    expect(ids.size).toBe(traffic.payments.count)
  })
})
