import { runCommand } from '@pantau/cli'
import { createAccountState, encodeAccountState, foldAttempt } from '@pantau/facts'
import { connectStore } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { postgresVariables, startPostgres } from '@pantau/testkit'
import type { TestDatabase } from '@pantau/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let database: TestDatabase
let pool: StorePool

beforeAll(async () => {
  database = await (await startPostgres()).createDatabase()
  await pantau('migrate')
  pool = await connectStore({
    url: database.url,
    applicationName: 'cli-facts-test',
    poolMax: 2,
    statementTimeoutMs: 20_000,
  })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

/** Accounts with a history of nothing: as states are that no payment has been folded into. */
beforeEach(async () => {
  await pool.query({
    text: `INSERT INTO event_history.account (tenantid, id, credttm) VALUES ('T', 'A2', '') ON CONFLICT DO NOTHING`,
  })
  await pool.query({ text: 'TRUNCATE event_history.account_state, event_history.payee_history' })
  await pool.query({
    text: `INSERT INTO event_history.account_state (tenant_id, account_id, version, state, funders)
      SELECT tenant, 'A' || number, 1, $1, '{}' FROM unnest('{T,U}'::text[]) AS tenant, generate_series(1, 3) AS number`,
    values: [Buffer.from(encodeAccountState(createAccountState()))],
  })
})

async function pantau(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(argv, postgresVariables(database.url), {
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

async function drift(tenantId: string, accountId: string): Promise<void> {
  const state = createAccountState()
  foldAttempt(state, createAccountState(), 1)
  await pool.query({
    text: 'UPDATE event_history.account_state SET state = $3 WHERE tenant_id = $1 AND account_id = $2',
    values: [tenantId, accountId, Buffer.from(encodeAccountState(state))],
  })
}

describe('pantau facts', () => {
  test('verify finds no drift where there is none', async () => {
    expect(await pantau('facts', 'verify')).toEqual({
      code: 0,
      out: '6 accounts compared, 0 to be rebuilt when next needed\nNo drift in 6 accounts',
      err: '',
    })
    expect((await pantau('facts', 'verify', '--sample', '2')).out).toContain('No drift in 2 accounts')
    expect((await pantau('facts', 'verify', '--tenant', 'U')).out).toContain('No drift in 3 accounts')
  })

  test('verify names the accounts that drifted and says no; rebuild repairs them', async () => {
    await drift('T', 'A2')
    const found = await pantau('facts', 'verify')
    expect(found).toMatchObject({
      code: 1,
      err: '1 of 6 accounts have drifted; facts rebuild repairs them',
    })
    expect(found.out).toContain('T A2: state differs from the payments on record')
    expect((await pantau('facts', 'verify', '--tenant', 'U')).code).toBe(0)

    expect(await pantau('facts', 'rebuild', '--tenant', 'T', '--account', 'A2')).toMatchObject({
      code: 0,
      out: '1 accounts rebuilt from 0 payments\nDone: 1 accounts',
    })

    expect((await pantau('facts', 'verify')).code).toBe(0)
  })

  test('rebuild goes through all accounts of a tenant, or of all', async () => {
    await pool.query({ text: 'UPDATE event_history.account_state SET state = NULL' })
    expect((await pantau('facts', 'verify')).out).toContain('6 to be rebuilt when next needed')
    expect((await pantau('facts', 'rebuild', '--tenant', 'U')).out).toContain('Done: 3 accounts')
    expect((await pantau('facts', 'verify')).out).toContain('3 to be rebuilt when next needed')
    expect((await pantau('facts', 'rebuild')).out).toContain('Done: 6 accounts')
    expect((await pantau('facts', 'verify')).out).toContain('0 to be rebuilt when next needed')
  })

  test('makes up no account', async () => {
    for (const command of ['rebuild', 'verify']) {
      expect(await pantau('facts', command, '--tenant', 'T', '--account', 'A2 ')).toMatchObject({
        code: 1,
        err: 'T has no account A2 ',
      })
    }
  })

  test.each([
    [['facts', 'rebuild', '--account', 'A1'], /--account needs --tenant/],
    [['facts', 'verify', '--sample', '0'], /--sample takes a number/],
    [['facts', 'verify', '--sample', 'many'], /--sample takes a number/],
    [['facts'], /There is no command facts/],
  ])('complains about %j', async (argv, complaint) => {
    const { code, err } = await pantau(...argv)
    expect(code).toBe(2)
    expect(err).toMatch(complaint)
  })

  test('says what it does', async () => {
    expect((await pantau('facts', 'verify', '--help')).out).toContain('exit code 1 on drift')
    expect((await pantau('--help')).out).toContain('pantau facts rebuild')
  })
})
