import { activateConfiguration } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluatePayment } from './evaluate-payment.ts'
import { openAdmin } from './open-admin.ts'
import type { OpenAdmin } from './open-admin.ts'

const PATH = '/v1/admin/reports/getreportbymsgid'

let admin: OpenAdmin
beforeAll(async () => {
  admin = await openAdmin()
  for (const tenantId of ['DEFAULT', 'OTHER']) {
    await activateConfiguration(admin.pool, {
      tenantId,
      set: defaultConfigurationSet(),
      nowMs: Date.now(),
    })
  }
})
afterAll(() => admin.close())

describe('the report of a message', () => {
  it('is found by its MsgId, complete', async () => {
    const msgid = await evaluatePayment(admin.pool, 'DEFAULT', 'one')
    const { status, body } = await admin.call({ url: `${PATH}?msgid=${msgid}` })
    expect(status).toBe(200)
    const parties = {
      dbtrId: expect.any(String) as unknown,
      cdtrId: expect.any(String) as unknown,
      dbtrAcctId: expect.any(String) as unknown,
      cdtrAcctId: expect.any(String) as unknown,
    }
    const dataCache = { ...parties, instdAmt: { amt: 120.5, ccy: 'EUR' }, xchgRate: 1 }
    const rules = [
      { id: '901@4.0.0', subRuleRef: '.01', indpdntVarbl: 1, tenantId: 'DEFAULT' },
      { id: '902@4.0.0', subRuleRef: '.01', indpdntVarbl: 1, tenantId: 'DEFAULT' },
      { id: 'EFRuP@4.0.0', subRuleRef: 'none', cfg: 'none' },
    ]
    expect(body).toMatchObject({
      message: 'Report was found',
      data: {
        transactionID: msgid,
        transaction: {
          TxTp: 'pacs.002.001.12',
          TenantId: 'DEFAULT',
          FIToFIPmtSts: { GrpHdr: { MsgId: msgid } },
          DataCache: dataCache,
        },
        networkMap: { active: true, cfg: '4.0.0', tenantId: 'DEFAULT' },
        report: {
          status: 'NALT',
          evaluationID: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
          tadpResult: { id: '004@4.0.0', typologyResult: [{ cfg: '999-901-902@4.0.0', review: false }] },
        },
        dataCache,
      },
    })
    const [typology] = (
      body as { data: { report: { tadpResult: { typologyResult: [{ ruleResults: unknown[] }] } } } }
    ).data.report.tadpResult.typologyResult
    expect(typology.ruleResults).toHaveLength(rules.length)
    expect(typology.ruleResults).toEqual(
      expect.arrayContaining(rules.map((rule) => expect.objectContaining(rule) as unknown)),
    )
  })

  it('is not there for a message that is not evaluated, not known, or of another tenant', async () => {
    const msgid = await evaluatePayment(admin.pool, 'DEFAULT', 'two')
    for (const call of [
      { url: `${PATH}?msgid=${msgid}`, tenantId: 'OTHER' },
      { url: `${PATH}?msgid=M8-two` },
      { url: `${PATH}?msgid=nobody&tenantid=DEFAULT` },
    ]) {
      expect(await admin.call(call)).toMatchObject({ status: 204, body: '' })
    }
  })

  it.each(['', '?msgid=', '?msgid=a&msgid=b', '?msgid=%00'])('needs one MsgId: %j', async (query) => {
    expect(await admin.call({ url: `${PATH}${query}` })).toMatchObject({
      status: 400,
      body: { code: 'FST_ERR_VALIDATION' },
    })
  })
})

describe('the explanation of a message', () => {
  const path = '/v1/admin/reports/explanation'

  it('is found by its MsgId: value, band, what would change it, and the facts', async () => {
    const msgid = await evaluatePayment(admin.pool, 'OTHER', 'explained')
    const { status, body } = await admin.call({ url: `${path}?msgid=${msgid}`, tenantId: 'OTHER' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      message: 'Explanation was found',
      data: {
        messageId: msgid,
        status: 'NALT',
        typologies: [{ cfg: '999-901-902@4.0.0', score: 200, alert: { threshold: 300, distance: 100 } }],
        rules: [
          {
            ruleId: '901@4.0.0',
            measured: { value: 1 },
            otherBands: [{ outcome: '.02', limit: 2, distance: 1 }],
            facts: [{ key: 'attempt-count/debtor/sent/86400000', captured: { count: 1 } }],
          },
          { ruleId: '902@4.0.0' },
        ],
      },
    })
  })

  it('is not there for a message of another tenant, nor for one that is not known', async () => {
    const msgid = await evaluatePayment(admin.pool, 'DEFAULT', 'explained-once')
    for (const call of [
      { url: `${path}?msgid=${msgid}`, tenantId: 'OTHER' },
      { url: `${path}?msgid=nobody` },
    ]) {
      expect(await admin.call(call)).toMatchObject({ status: 204, body: '' })
    }
  })

  it.each(['', '?msgid=', '?msgid=%00'])('needs one MsgId: %j', async (query) => {
    expect(await admin.call({ url: `${path}${query}` })).toMatchObject({ status: 400 })
  })
})
