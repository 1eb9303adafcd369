import { describe, expect, it } from 'vitest'
import { openAdmin } from './open-admin.ts'

const RULES = '/v1/admin/configuration/rule'
const ACTIVATE = '/v1/admin/configuration/network_map/1/activate'

describe('a tenant', () => {
  it('may use a route so often a minute, whatever the others do', async () => {
    let nowMs = Date.now()
    const admin = await openAdmin({ rateLimited: true, nowMs: () => nowMs })
    try {
      const activate = (tenantId = 'a'): ReturnType<typeof admin.call> =>
        admin.call({ method: 'POST', url: ACTIVATE, tenantId })
      const statuses = []
      for (let count = 0; count < 11; count += 1) {
        statuses.push((await activate()).status)
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429])
      nowMs += 18_000
      expect(await activate()).toMatchObject({
        status: 429,
        headers: { 'retry-after': '42' },
        body: { statusCode: 429, message: 'Rate limit exceeded, retry in 42 seconds' },
      })
      expect((await activate('b')).status).toBe(404)
      expect((await admin.call({ url: RULES, tenantId: 'a' })).status).toBe(200)
      nowMs += 42_000
      expect((await activate()).status).toBe(404)
    } finally {
      await admin.close()
    }
  })
})

describe('while the database is away', () => {
  it('every request is told to come again, and works once it is back', async () => {
    const admin = await openAdmin({ ownPostgres: true })
    const calls = [
      { url: RULES },
      { url: '/v1/admin/reports/getreportbymsgid?msgid=1' },
      { method: 'POST', url: ACTIVATE },
      { url: '/v1/admin/event-flow-control/entity?id=1&schmenm=2' },
    ] as const
    try {
      await admin.postgres.kill()
      for (const call of calls) {
        const { status, body, headers } = await admin.call(call)
        expect([status, body]).toEqual([503, expect.objectContaining({ code: 'PANTAU_UNAVAILABLE' })])
        expect(Number(headers['retry-after'])).toBeGreaterThan(0)
        expect(JSON.stringify(body)).not.toMatch(/SELECT|ECONN|127\.0\.0\.1/)
      }
      await admin.postgres.restart()
      expect((await admin.call({ url: RULES })).status).toBe(200)
    } finally {
      await admin.close()
    }
  })
})
