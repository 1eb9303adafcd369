import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ReportDocument } from '@pantau/evaluation'
import { insertCondition } from '@pantau/store'
import { decodeDocument } from '@pantau/tazama-wire'
import { waitUntil } from '@pantau/testkit'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { startReceivers } from './start-receivers.ts'
import type { Departure, Receivers } from './start-receivers.ts'
import { identityOf, sendPayment, START_MS, testPayment } from './test-payment.ts'
import type { TestPayment } from './test-payment.ts'

/** What leaves after a decision: to which subjects, with which bodies. Typology 999-901-902 alerts at 300, interdicts at 500. */

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem()
})
afterAll(() => system?.stop())

/** Sends payments of one debtor until the last of them has this count, and answers that one. */
async function pay(count: number, debtor: string, of: ContractSystem = system): Promise<TestPayment> {
  let payment = testPayment({ debtor })
  await sendPayment(of, payment)
  for (let paid = 1; paid < count; paid += 1) {
    payment = testPayment({ debtor, atMs: START_MS + paid })
    await sendPayment(of, payment)
  }
  return payment
}

async function block(holder: string): Promise<void> {
  await insertCondition(system.pool, {
    tenantId: TENANT,
    conditionId: randomUUID(),
    type: 'non-overridable-block',
    owner: { kind: 'account', id: identityOf(holder).account },
    perspectives: ['debtor'],
    eventTypes: ['all'],
    inceptionMs: START_MS - 1,
    reason: 'court order',
    user: 'test',
    createdAtMs: START_MS - 1,
  })
}

/** Waits until what a payment sends has arrived, and answers it by where it went. */
async function departuresOf(
  { departures }: Receivers,
  { messageId }: TestPayment,
  count: number,
): Promise<ReadonlyMap<string, Departure>> {
  const own = () => departures.filter(({ body }) => body.includes(messageId))
  await waitUntil(() => own().length >= count, { what: `${count} documents about ${messageId}` })
  return new Map(own().map((departure) => [departure.to, departure]))
}

function jsonOf(departure: Departure | undefined): unknown {
  return JSON.parse(departure?.body.toString('utf8') ?? 'null')
}

function alertOf({ report, transaction, networkMap }: ReportDocument): object {
  return { report, transaction, networkMap }
}

function surroundingsOf({ transaction, networkMap, dataCache, report }: ReportDocument): object {
  return { transaction, networkMap, DataCache: dataCache, metaData: report.metaData }
}

function flowResultOf({ report }: ReportDocument): object | undefined {
  const [typology] = report.tadpResult.typologyResult
  const result = typology?.ruleResults.find(({ id }) => id === 'EFRuP@4.0.0')
  if (result === undefined) {
    return undefined
  }
  const { wght: _onlyInTypologies, ...ruleResult } = result
  return ruleResult
}

describe('as JSON, to everybody', () => {
  let receivers: Receivers
  beforeAll(async () => {
    receivers = await startReceivers(system)
  })
  afterAll(() => receivers?.stop())

  describe('a decision that nobody has to look at', () => {
    it('sends nothing', async () => {
      const quiet = await pay(1, 'quiet')
      await system.report(quiet.messageId)
      const loud = await pay(2, 'loud')
      await departuresOf(receivers, loud, 2)
      expect(receivers.departures.filter(({ body }) => body.includes(quiet.messageId))).toEqual([])
    })
  })

  describe('an alert', () => {
    it('goes to the subject of investigations with report, transaction and network map; the webhook gets the same', async () => {
      const payment = await pay(2, 'alert')
      const departures = await departuresOf(receivers, payment, 2)
      expect([...departures.keys()].sort()).toEqual(['/webhook', 'investigation-service'])
      const document = await system.report(payment.messageId)
      expect(document.report.status).toBe('ALRT')
      expect(jsonOf(departures.get('investigation-service'))).toEqual(alertOf(document))
      expect(departures.get('/webhook')?.body).toEqual(departures.get('investigation-service')?.body)
      expect(departures.get('/webhook')?.headers).toMatchObject({
        'content-type': 'application/json',
        'pantau-tenant': TENANT,
        'pantau-kind': 'alert',
        'idempotency-key': expect.stringContaining(document.report.evaluationID),
      })
    })

    it('leaves once, however often its message comes again', async () => {
      const payment = await pay(2, 'again')
      await departuresOf(receivers, payment, 2)
      await sendPayment(system, payment)
      await sendPayment(system, payment)
      await departuresOf(receivers, await pay(2, 'later'), 2)
      expect(receivers.departures.filter(({ body }) => body.includes(payment.messageId))).toHaveLength(2)
    })

    it('leaves whatever a sender nests in its message, or puts before it', async () => {
      await pay(1, 'hostile')
      const payment = testPayment({ debtor: 'hostile', atMs: START_MS + 1 })
      await system.send(payment.transfer)
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
      const body = `\ufeff${JSON.stringify(payment.status).replace('{', `{"deep":${deep},`)}`
      expect((await system.post('/v1/evaluate/iso20022/pacs.002.001.12', body)).status).toBe(200)
      const departures = await departuresOf(receivers, payment, 2)
      expect(jsonOf(departures.get('investigation-service'))).toEqual(
        alertOf(await system.report(payment.messageId)),
      )
    })
  })

  describe('an interdiction', () => {
    it('by a typology carries its result', async () => {
      const payment = await pay(3, 'interdicted')
      const departures = await departuresOf(receivers, payment, 4)
      const document = await system.report(payment.messageId)
      expect(jsonOf(departures.get('investigation-service'))).toEqual(alertOf(document))
      expect(jsonOf(departures.get('interdiction-service'))).toEqual({
        typologyResult: document.report.tadpResult.typologyResult[0],
        ...surroundingsOf(document),
      })
    })

    it('by a block in force carries the result of the rule that found it, whatever the score', async () => {
      await block('blocked')
      const payment = await pay(1, 'blocked')
      const departures = await departuresOf(receivers, payment, 4)
      const document = await system.report(payment.messageId)
      expect(flowResultOf(document)).toMatchObject({ id: 'EFRuP@4.0.0', cfg: 'none', subRuleRef: 'block' })
      expect(jsonOf(departures.get('interdiction-service'))).toEqual({
        ...surroundingsOf(document),
        ruleResult: flowResultOf(document),
      })
    })
  })
})

describe('where reports of all decisions are asked for', () => {
  it('the report of a payment that nobody has to look at leaves too', async () => {
    const everything = await startContractSystem({ alertsOnly: false })
    onTestFinished(() => everything.stop())
    const receivers = await startReceivers(everything)
    onTestFinished(() => receivers.stop())
    const quiet = await pay(1, 'quiet', everything)
    const departures = await departuresOf(receivers, quiet, 2)
    expect([...departures.keys()].sort()).toEqual(['/webhook', 'investigation-service'])
    const report = await everything.report(quiet.messageId)
    expect(report.report.status).toBe('NALT')
    expect(jsonOf(departures.get('investigation-service'))).toEqual(alertOf(report))
  })
})

describe('as protobuf, by tenant, and apart by what asked for it', () => {
  it('documents arrive on the subjects of the relays, as their receivers decode them', async () => {
    const receivers = await startReceivers(system, {
      PANTAU_RELAY_FORMAT: 'protobuf',
      PANTAU_RELAY_SUBJECT_SCOPE: 'tenant',
      PANTAU_RELAY_ALERT_SUBJECT: 'relay-service-nats-ea',
      PANTAU_RELAY_INTERDICTION_TP_SUBJECT: 'relay-service-nats-tp',
      PANTAU_RELAY_INTERDICTION_EF_SUBJECT: 'relay-service-nats-ef',
    })
    onTestFinished(() => receivers.stop())
    await block('wire-blocked')
    const [stopped, blocked] = [await pay(3, 'wire'), await pay(1, 'wire-blocked')]
    const [stopDocument, blockDocument] = [
      await system.report(stopped.messageId),
      await system.report(blocked.messageId),
    ]
    const ofStop = await departuresOf(receivers, stopped, 4)
    expect(decodeDocument(ofStop.get(`relay-service-nats-ea-${TENANT}`)?.body ?? Buffer.of())).toEqual(
      alertOf(stopDocument),
    )
    expect(decodeDocument(ofStop.get(`relay-service-nats-tp-${TENANT}`)?.body ?? Buffer.of())).toEqual({
      typologyResult: stopDocument.report.tadpResult.typologyResult[0],
      ...surroundingsOf(stopDocument),
    })
    const ofBlock = await departuresOf(receivers, blocked, 4)
    expect(decodeDocument(ofBlock.get(`relay-service-nats-ef-${TENANT}`)?.body ?? Buffer.of())).toEqual({
      ...surroundingsOf(blockDocument),
      ruleResult: flowResultOf(blockDocument),
    })
  })
})
