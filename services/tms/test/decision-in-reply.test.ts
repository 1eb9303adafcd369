import { createQuarantine, evaluationIdFor } from '@pantau/store'
import { waitUntil } from '@pantau/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Missing } from '../src/decision/undecided-document.ts'
import type { TmsComposeSettings } from '../src/index.ts'
import { openDecidedDatabase, report, startDecidedTms, STATUS, TRANSFER, transfer } from './decided-tms.ts'
import type { Answer, DecidedDatabase, DecidedTms } from './decided-tms.ts'

let database: DecidedDatabase
beforeAll(async () => {
  database = await openDecidedDatabase()
})
afterAll(() => database.close())

let tms: DecidedTms
async function start(changed: Partial<TmsComposeSettings> = {}): Promise<void> {
  tms = await startDecidedTms(database, changed)
}
afterEach(() => tms.stop())

/** Waits a moment for a decision, once more where the database has not said in time why there is none. */
function toldMissing(body: string, missing: Missing): Promise<Answer> {
  return waitUntil(
    async () => {
      const answer = await tms.post(STATUS, body, 'wait=0.05')
      return JSON.stringify(answer.body.decision).includes(`"missing":"${missing}"`) ? answer : undefined
    },
    { what: `an answer without ${missing}` },
  )
}

describe('who prefers to wait', () => {
  it('gets the decision as soon as it is made, beside what everybody gets', async () => {
    await start()
    await tms.post(TRANSFER, transfer('1'))
    const answering = tms.post(STATUS, report('1'), 'respond-async, wait=100')
    const [header] = await tms.nextHeaders(1)
    await tms.decide(header, 800)
    const { status, applied, body } = await answering
    const { decision, ...rest } = body
    expect([status, applied]).toEqual([200, 'wait=10'])
    expect(rest).toEqual((await tms.post(STATUS, report('1'))).body)
    expect(decision).toEqual({
      state: 'decided',
      action: 'stop',
      evaluationID: evaluationIdFor(header ?? expect.fail()),
      status: 'ALRT',
      timestamp: new Date((header?.acceptedAtMs ?? 0) + 7).toISOString(),
      review: true,
      interdiction: true,
      typologyResult: [
        {
          id: 'typology-processor',
          cfg: '999-901-902@4.0.0',
          result: 800,
          review: true,
          interdiction: true,
          workflow: { alertThreshold: 300, interdictionThreshold: 500, flowProcessor: 'EFRuP@4.0.0' },
        },
      ],
    })
  })

  it('is told at the deadline what is missing and what to do, and gets the decision when it asks again', async () => {
    await start({ undecided: 'stop' })
    await tms.post(TRANSFER, transfer('2'))
    const late = await toldMissing(report('2'), 'evaluation')
    expect(late).toMatchObject({ status: 200, applied: 'wait=0.05' })
    const message = 'The evaluation is not finished yet'
    expect(late.body.decision).toEqual({ state: 'undecided', action: 'stop', missing: 'evaluation', message })
    const [header] = await tms.nextHeaders(1)
    await tms.decide(header, 100)
    const again = await tms.post(STATUS, report('2'), 'wait=7.5')
    expect([again.status, again.applied]).toEqual([200, 'wait=7.5'])
    expect(again.body.decision).toMatchObject({ state: 'decided', action: 'proceed', typologyResult: [] })
  })

  it('waits likewise when the message came before', async () => {
    await start()
    await tms.post(TRANSFER, transfer('3'))
    await tms.post(STATUS, report('3'))
    const answering = tms.post(STATUS, report('3'), 'wait=60')
    await tms.waiting(1)
    const [header] = await tms.nextHeaders(1)
    await tms.decide(header, 400)
    expect((await answering).body.decision).toMatchObject({ state: 'decided', action: 'review' })
  })

  it('is told that the credit transfer is missing, and waits for that, too', async () => {
    await start()
    expect((await toldMissing(report('4'), 'credit-transfer')).body.decision).toMatchObject({
      state: 'undecided',
      action: 'review',
      missing: 'credit-transfer',
    })
    const answering = tms.post(STATUS, report('4'), 'wait=60')
    await tms.waiting(1)
    await tms.post(TRANSFER, transfer('4'))
    const [header] = await tms.nextHeaders(1)
    await tms.decide(header, 400)
    expect((await answering).body.decision).toMatchObject({ state: 'decided', status: 'ALRT' })
  })

  it('is told at once where nothing is evaluated, and where a stage refused the message', async () => {
    await start({ waitMaxMs: 60_000 })
    expect((await tms.post(TRANSFER, transfer('5'), 'wait=60')).body.decision).toMatchObject({
      state: 'not-evaluated',
    })
    await tms.post(STATUS, report('5'))
    const [header] = await tms.nextHeaders(1)
    await createQuarantine(database.pool).put({
      key: header ?? expect.fail(),
      stage: 'rule-processor',
      channel: 'c',
      reason: 'refused',
      bytes: new Uint8Array(),
    })
    expect((await tms.post(STATUS, report('5'), 'wait=60')).body.decision).toMatchObject({
      state: 'undecided',
      missing: 'evaluation-in-quarantine',
    })
  })

  it('is refused as everybody is', async () => {
    await start()
    await tms.post(TRANSFER, transfer('6'))
    await tms.post(STATUS, report('6'))
    for (const body of [report('6', 'RJCT'), '{}', '{']) {
      const refused = await tms.post(STATUS, body, 'wait=1')
      expect(refused).toEqual(await tms.post(STATUS, body))
      expect(refused.status).toBeGreaterThanOrEqual(400)
    }
  })

  it('gets its own decision among many, for whom one question at a time is asked', async () => {
    await start()
    const ids = Array.from({ length: 40 }, (_none, index) => `7-${index}`)
    await Promise.all(ids.map((id) => tms.post(TRANSFER, transfer(id))))
    const answering = Promise.all(ids.map((id) => tms.post(STATUS, report(id), 'wait=60')))
    const headers = await tms.nextHeaders(ids.length)
    await tms.waiting(ids.length)
    for (const header of headers) {
      await tms.decide(header, 1_000 + Number(header.messageId.slice('P2-7-'.length)))
    }
    const results = (await answering).map(({ body }) => body.decision)
    expect(results).toMatchObject(
      ids.map((_id, index) => ({ state: 'decided', typologyResult: [{ result: 1_000 + index }] })),
    )
    await tms.waiting(0)
  })

  it('takes no place while it waits, and is counted', async () => {
    await start()
    await tms.post(TRANSFER, transfer('8'))
    const answering = tms.post(STATUS, report('8'), 'wait=60')
    const [header] = await tms.nextHeaders(1)
    await tms.waiting(1)
    expect(await tms.metricsText()).toMatch(/^pantau_tms_in_progress_messages\{service="tms"\} 0$/m)
    await tms.decide(header, 400)
    await answering
    const text = await tms.metricsText()
    expect(text).toMatch(/^pantau_tms_decision_replies_total\{result="decided",service="tms"\} 1$/m)
    expect(text).toMatch(/^pantau_tms_decision_reply_seconds_count\{service="tms"\} 1$/m)
  })

  it('is waited for no longer once it has left', async () => {
    await start()
    await tms.post(TRANSFER, transfer('9'))
    const leaving = new AbortController()
    const left = expect(tms.post(STATUS, report('9'), 'wait=60', leaving.signal)).rejects.toThrow()
    await tms.waiting(1)
    leaving.abort()
    await left
    await tms.waiting(0)
  })

  it('is answered when the service stops', async () => {
    await start({ waitMaxMs: 60_000 })
    await tms.post(TRANSFER, transfer('10'))
    const answering = tms.post(STATUS, report('10'), 'wait=60')
    await tms.waiting(1)
    await tms.stop()
    expect(await answering).toMatchObject({
      status: 200,
      body: { decision: { state: 'undecided', action: 'review' } },
    })
  })
})

describe('who prefers nothing that we know', () => {
  it.each([
    undefined,
    '',
    'respond-async',
    'wait',
    'wait=',
    'wait=soon',
    'wait=-1',
    'wait=1e3',
    'wait=.5',
    'wait=1.',
    'wait=0x10',
    'wait=Infinity',
    'wait=x, wait=5',
    '"wait=5"',
    'return="a, wait=5',
    'x;wait=5',
    'await=5',
    '='.repeat(4_000),
    ',;"\\'.repeat(2_000),
  ])('is answered as ever: %j', async (prefer) => {
    await start()
    const { status, applied, body } = await tms.post(TRANSFER, transfer('prefers'), prefer)
    expect([status, applied, Object.keys(body)]).toEqual([200, null, ['message', 'data']])
  })
})
