import { runCommand } from '@pantau/cli'
import { postgresVariables, startPostgres } from '@pantau/testkit'
import type { TestDatabase } from '@pantau/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeEvaluation } from './stored-evaluation.ts'

let database: TestDatabase

async function pantau(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(argv, postgresVariables(database.url), {
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

beforeAll(async () => {
  database = await (await startPostgres()).createDatabase()
  expect((await pantau('migrate')).err).toBe('')
  await storeEvaluation(database.url, 'M2-sound')
  await storeEvaluation(database.url, 'M2-forged', (record) => ({
    ...record,
    status: 'NALT',
    typologyResults: record.typologyResults.map((result) => ({ ...result, score: 1, review: false })),
  }))
  await storeEvaluation(database.url, 'M2-renamed', (record) => ({
    ...record,
    evaluationId: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
  }))
})
afterAll(() => database.drop())

test('says a decision in words, with what was measured, what would change it, and the facts', async () => {
  const { code, out, err } = await pantau('explain', 'M2-sound')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.split('\n')).toEqual([
    'M2-sound: ALRT, to be reviewed',
    expect.stringMatching(
      /score 500; alerts at 300 \(200 above\); interdicts at 500 \(just reached\); to be reviewed; payment to be stopped$/,
    ),
    '  +400  Outgoing payments of the debtor account (901@4.0.0): .03 three or more outgoing payments in range',
    expect.stringMatching(/^ {2}\+100 {2}.*\(902@4\.0\.0\): \.01 /),
    'What the rules found:',
    expect.stringContaining('(901@4.0.0)'),
    '    measured 3, which is 3 or more',
    '    would be .02 below 3',
    "    from payment attempts of any status sent by the debtor's account in the last 24 hours, this one included: 3 attempts",
    expect.stringContaining('(902@4.0.0)'),
    '    measured 1, which is below 2',
    '    would be .02 at 2 or more',
    "    from payment attempts of any status received by the creditor's account in the last 24 hours, this one included: 1 attempt",
  ])
})

test('says it to programs, with the report', async () => {
  const { code, out } = await pantau('explain', 'M2-sound', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    explanation: {
      status: 'ALRT',
      rules: [
        {
          ruleId: '901@4.0.0',
          outcome: '.03',
          measured: { value: 3 },
          band: { lowerLimit: 3 },
          otherBands: [{ outcome: '.02', side: 'below', limit: 3, distance: 0 }],
          facts: [{ key: 'attempt-count/debtor/sent/86400000', captured: { count: 3, saturated: false } }],
        },
        { ruleId: '902@4.0.0', otherBands: [{ outcome: '.02', distance: 1 }] },
      ],
    },
    report: { status: 'ALRT' },
    transactionID: 'M2-sound',
  })
})

test('computes it again from what is stored, to the byte', async () => {
  const { code, out, err } = await pantau('explain', 'M2-sound', '--recompute')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    /^M2-sound: ALRT, reproduced\. .* configuration [0-9a-f]{64}, the record is the same to the byte/,
  )
  expect(JSON.parse((await pantau('explain', 'M2-sound', '--recompute', '--json')).out)).toEqual({
    kind: 'identical',
  })
})

test('says where a record is not what the facts lead to, with exit code 1', async () => {
  const { code, err } = await pantau('explain', 'M2-forged', '--recompute')
  expect(code).toBe(1)
  expect(err).toContain('M2-forged is not reproduced:')
  expect(err).toContain('"score":1')
  expect(err).toContain('"score":500')
  expect(err).toContain('status')
  const json = await pantau('explain', 'M2-forged', '--recompute', '--json')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out)).toMatchObject({ kind: 'different' })
})

test('says where nothing but the identifier is another one', async () => {
  const { code, err } = await pantau('explain', 'M2-renamed', '--recompute')
  expect(code).toBe(1)
  expect(err).toContain('0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23')
})
