import { activateConfiguration } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptPayment, evaluate, openCatalog } from './evaluate-payment.ts'
import { openAdmin } from './open-admin.ts'
import type { OpenAdmin } from './open-admin.ts'

let admin: OpenAdmin
beforeAll(async () => {
  admin = await openAdmin()
})
afterAll(() => admin.close())

// The parties of the payments that the test kit invents.
const FORMS = [
  {
    kind: 'entity',
    prsptv: 'debtor',
    owner: { ntty: { id: 'CUST-100001', schmeNm: { prtry: 'BANK_CUSTOMER' } } },
    query: 'id=CUST-100001&schmenm=BANK_CUSTOMER',
  },
  {
    kind: 'account',
    prsptv: 'creditor',
    owner: {
      acct: {
        id: 'ACC-200002',
        schmeNm: { prtry: 'BBAN' },
        agt: { finInstnId: { clrSysMmbId: { mmbId: 'BANKPT02' } } },
      },
    },
    query: 'id=ACC-200002&schmenm=BBAN&agt=BANKPT02',
  },
]

interface Report {
  readonly data: {
    readonly report: {
      readonly tadpResult: {
        readonly typologyResult: readonly [
          { readonly ruleResults: readonly { readonly id: string; readonly subRuleRef: string }[] },
        ]
      }
    }
  }
}

describe('a block', () => {
  it.each(FORMS)('on an $kind stops payments from its answer on, until its end', async (form) => {
    const { kind, prsptv, owner, query } = form
    const tenantId = `bank-${kind}`
    await activateConfiguration(admin.pool, { tenantId, set: defaultConfigurationSet(), nowMs: Date.now() })
    const catalog = await openCatalog(admin.pool)
    let payments = 0
    /** What event-flow control says of a payment that is reported so much later than now. */
    async function flowOutcome(afterMs = 0): Promise<unknown> {
      payments += 1
      const event = await acceptPayment(admin.pool, catalog, tenantId, `p${payments}`, Date.now() + afterMs)
      await evaluate(admin.pool, catalog, event)
      const url = `/v1/admin/reports/getreportbymsgid?msgid=${event.header.messageId}`
      const { body } = await admin.call({ url, tenantId })
      const [typology] = (body as Report).data.report.tadpResult.typologyResult
      return typology.ruleResults.find(({ id }) => id === 'EFRuP@4.0.0')?.subRuleRef
    }
    try {
      expect(await flowOutcome()).toBe('none')
      const block = {
        evtTp: ['all'],
        condTp: 'non-overridable-block',
        condRsn: 'r',
        usr: 'u',
        forceCret: true,
      }
      const url = `/v1/admin/event-flow-control/${kind}`
      const created = await admin.call({
        method: 'POST',
        url,
        body: { ...block, prsptv, ...owner },
        tenantId,
      })
      const [{ condId }] = (created.body as { result: { conditions: [{ condId: string }] } }).result
        .conditions
      expect(await flowOutcome()).toBe('block')
      const ended = await admin.call({ method: 'PUT', url: `${url}?${query}&condid=${condId}`, tenantId })
      expect(ended.status).toBe(200)
      // Both ends of a condition are part of it.
      expect(await flowOutcome(1_000)).toBe('none')
    } finally {
      await catalog.close()
    }
  })
})
