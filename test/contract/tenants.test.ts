import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, createTokenVerifier, routePrivileges } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import { activateConfiguration, readLedger } from '@pantau/store'
import { createTestIssuer, waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { startContractSystem } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { startReceivers } from './start-receivers.ts'
import type { Receivers } from './start-receivers.ts'
import { BULK_ROUTE, scriptArbitrary, STEP_ARBITRARIES } from './tenant-steps.ts'
import type { TenantStep } from './tenant-steps.ts'

/**
 * Two tenants use the same identifications on every route, at the same time. Each is answered exactly as a third one is that does the
 * same alone: nothing that one does reaches the other, be it messages, history, conditions, configuration or reports.
 */

const RUNS = 4
const NDJSON = { 'content-type': 'application/x-ndjson' }
const EVERYTHING = routePrivileges.map(({ privilege }) => privilege)
const issuer = createTestIssuer()

let system: ContractSystem
let receivers: Receivers
beforeAll(async () => {
  const { log } = createLogger({ service: 'tenants', version: '0', instance: 'test', level: 'silent' })
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem() },
    clockToleranceSeconds: 60,
    cacheMax: 100,
    now: Date.now,
    log,
  })
  system = await startContractSystem({
    quoting: true,
    authenticator: createAuthenticator({ enabled: true, verifier }),
    configurations: {},
  })
  receivers = await startReceivers(system, { PANTAU_RELAY_SUBJECT_SCOPE: 'tenant' })
})
afterAll(async () => {
  await receivers?.stop()
  await system?.stop()
})

async function found(tenantId: string): Promise<void> {
  const set = defaultConfigurationSet()
  await activateConfiguration(system.pool, { tenantId, set, nowMs: Date.now() })
  await system.configurations.refresh()
}

/** What a tenant was answered, without what differs between two times and two tenants that do the same. */
async function play(tenantId: string, script: readonly TenantStep[]): Promise<readonly string[]> {
  const headers = { authorization: issuer.bearer({ tenantId, claims: EVERYTHING }) }
  const conditionIds: string[] = []
  const transcript: string[] = []
  for (const { route, service, call } of script) {
    const { method, path, body } = call(conditionIds)
    if (path.startsWith('/v1/admin/reports')) {
      await decided(tenantId)
    }
    const { status, text } = await (service === 'ingress'
      ? system.post(path, body ?? '', { ...headers, ...(path === BULK_ROUTE ? NDJSON : {}) })
      : system.ask({ method, path, headers, ...(body === undefined ? {} : { body }) }))
    if (path.includes('/configuration/')) {
      await system.configurations.refresh()
    }
    for (const [, condId] of text.matchAll(/"condId":"([^"]+)"/g)) {
      if (condId !== undefined && !conditionIds.includes(condId)) {
        conditionIds.push(condId)
      }
    }
    transcript.push(`${route} ${status} ${withoutTenant(text, tenantId, conditionIds)}`)
  }
  await decided(tenantId)
  return transcript
}

async function decided(tenantId: string): Promise<void> {
  await waitUntil(
    async () => (await readLedger(system.pool, { tenantId })).every(({ waiting }) => waiting === 0),
    { what: `the evaluations of ${tenantId}`, timeoutMs: 60_000 },
  )
}

function withoutTenant(text: string, tenantId: string, conditionIds: readonly string[]): string {
  return text
    .replaceAll(/"(prcgTm|prcgTmDP|prcgTmED)":\d+/g, '"$1":0')
    .replaceAll(/"evaluationID":"[^"]+"/g, '"evaluationID":""')
    .replaceAll(/"(timestamp|creDtTm|updDtTm)":"20[^"]+"/g, '"$1":""')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (uuid) => `condition ${conditionIds.indexOf(uuid)}`)
    .replaceAll(/"xprtnDtTm":"20[^"]+"/g, '"xprtnDtTm":"now"')
    .replaceAll(/expiration date 20\S+/g, 'expiration date now')
    .replaceAll(tenantId, '<tenant>')
}

describe('the requests', () => {
  it('reach every route that needs a privilege', () => {
    const routes = STEP_ARBITRARIES.map((arbitrary) => fc.sample(arbitrary, 1)[0]?.route)
    expect(routes.sort()).toEqual(routePrivileges.map(({ method, path }) => `${method} ${path}`).sort())
  })
})

describe('two tenants with the same identifications', () => {
  it('are each answered as if they were alone', { timeout: 300_000 }, async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(scriptArbitrary, scriptArbitrary, async (mine, theirs) => {
        run += 1
        const [here, there, alone] = ['here', 'there', 'alone'].map((name) => `bank-${name}-${run}`) as [
          string,
          string,
          string,
        ]
        for (const tenantId of [here, there, alone]) {
          await found(tenantId)
        }
        const [together] = await Promise.all([play(here, mine), play(there, theirs)])
        expect(together).toEqual(await play(alone, mine))
        expect(together.join('\n')).not.toContain(there)
        expect(await departuresOf(here)).toEqual(await departuresOf(alone))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })
})

/** What left for a tenant, by subject and message. */
async function departuresOf(tenantId: string): Promise<readonly string[]> {
  await waitUntil(
    async () => {
      const [row] = await system.pool.query<{ readonly owed: number }>({
        text: `SELECT count(*)::int AS owed FROM evaluation.outbox o WHERE o.tenant_id = $1 AND (NOT o.expanded OR EXISTS (
          SELECT FROM evaluation.delivery d WHERE d.outbox_id = o.id AND d.delivered_at IS NULL))`,
        values: [tenantId],
      })
      return row?.owed === 0
    },
    { what: `the deliveries of ${tenantId}`, timeoutMs: 60_000 },
  )
  return receivers.departures
    .filter(({ to }) => to.endsWith(tenantId))
    .map(({ to, body }) => {
      const { transaction } = JSON.parse(body.toString('utf8')) as {
        transaction: { TenantId: string; FIToFIPmtSts: { GrpHdr: { MsgId: string } } }
      }
      expect(transaction.TenantId).toBe(tenantId)
      return `${to.replace(tenantId, '')} ${transaction.FIToFIPmtSts.GrpHdr.MsgId}`
    })
    .sort()
}
