import { createAuthenticator, UnauthorizedError } from '@pantau/auth'
import type { Authenticator, Principal } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpHost } from './create-http-host.ts'
import type { HttpHost } from './create-http-host.ts'
import { principalOf, protectRoutes } from './protect-routes.ts'
import { VALIDATOR_OPTIONS } from './validator-options.ts'

const REPORT = '/v1/admin/reports/getreportbymsgid'
const { log } = createLogger({ service: 'test', version: '0', instance: 'test', level: 'silent' })

let host: HttpHost | undefined
afterEach(() => host?.stop(0))

async function open(authenticator: Authenticator): Promise<HttpHost> {
  host = await createHttpHost({ bodyLimitBytes: 1_024, validator: VALIDATOR_OPTIONS, log })
  protectRoutes(host.app, { authenticator, log, service: 'test' })
  return host
}

/** Knows one caller, who may do one thing. */
function authenticatorOf(privilegeHeld: string): Authenticator {
  const principal: Principal = {
    tenantId: 'T',
    claims: new Set([privilegeHeld]),
    subject: 's',
    expiresAtMs: Number.POSITIVE_INFINITY,
  }
  return {
    prepare: async () => undefined,
    recall: () => undefined,
    authenticate: async (header, privilege) => {
      if (header !== 'Bearer good' || !principal.claims.has(privilege)) {
        throw new UnauthorizedError('token_missing')
      }
      return principal
    },
  }
}

describe('protected routes', () => {
  it('ask for the privilege that the table has for them, after the request was found valid', async () => {
    const { app } = await open(authenticatorOf('GET_V1_GETREPORTBYMSGID'))
    const querystring = { type: 'object', required: ['msgid'], properties: { msgid: { type: 'string' } } }
    app.get(REPORT, { schema: { querystring } }, async (request) => principalOf(request).tenantId)
    app.put('/v1/admin/event-flow-control/cache', async (request) => principalOf(request).tenantId)
    const good = { authorization: 'Bearer good' }
    expect((await app.inject({ url: REPORT })).statusCode).toBe(400)
    const refused = await app.inject({ url: `${REPORT}?msgid=1` })
    expect([refused.statusCode, refused.body]).toEqual([401, '{"error":"Unauthorized"}'])
    expect((await app.inject({ url: `${REPORT}?msgid=1`, headers: good })).body).toBe('T')
    expect((await app.inject({ method: 'HEAD', url: `${REPORT}?msgid=1` })).statusCode).toBe(401)
    const other = await app.inject({
      method: 'PUT',
      url: '/v1/admin/event-flow-control/cache',
      headers: good,
    })
    expect(other.statusCode).toBe(401)
  })

  it('cannot be added without a privilege of their own', async () => {
    const { app } = await open(createAuthenticator({ enabled: false }))
    expect(() => app.get('/v1/admin/nothing', async () => 'open')).toThrow(/No privilege is known/)
  })

  it('are the only ones that know who calls', async () => {
    const { app } = await open(createAuthenticator({ enabled: false }))
    app.get('/open', async (request) => principalOf(request).tenantId)
    expect((await app.inject({ url: '/open' })).statusCode).toBe(500)
  })
})
