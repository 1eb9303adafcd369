import { routePrivileges } from '@pantau/auth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAdmin } from './open-admin.ts'
import type { OpenAdmin } from './open-admin.ts'

let admin: OpenAdmin
beforeAll(async () => {
  admin = await openAdmin({ corsDemo: true })
})
afterAll(() => admin.close())

const REPORT = '/v1/admin/reports/getreportbymsgid'
const NO_ACCESS = { status: 401, body: { error: 'Unauthorized' } }

/** The rows of the table of privileges that this service has, each with a request that is valid. */
const ROUTES = routePrivileges
  .filter(({ path }) => path.startsWith('/v1/admin/'))
  .map((row) => ({ ...row, url: urlOf(row.path), body: bodyOf(row.method, row.path) }))

function urlOf(path: string): string {
  const url = path.replace(':id', 'some-id').replace(':cfg', 'some-cfg')
  if (path.startsWith('/v1/admin/reports/')) {
    return `${url}?msgid=1`
  }
  const owner = path.endsWith('/entity') ? 'id=1&schmenm=2' : 'id=1&schmenm=2&agt=3'
  return path.endsWith('/entity') || path.endsWith('/account') ? `${url}?${owner}&condid=4` : url
}

function bodyOf(method: string, path: string): unknown {
  if (path.endsWith('/reload')) {
    return { reloadMode: 'broadcast' }
  }
  if (path.endsWith('activate') || path.endsWith('/cache') || method === 'GET' || method === 'DELETE') {
    return undefined
  }
  if (path.includes('event-flow-control')) {
    return method === 'PUT' ? {} : conditionBody(path)
  }
  const key = { id: 'some-id', cfg: 'some-cfg' }
  const weights = [{ ref: '.01', wght: 1 }]
  return {
    ...key,
    active: false,
    messages: [],
    config: {},
    rules: [{ ...key, termId: 't', wghts: weights }],
    expression: ['Add', 't'],
    workflow: { alertThreshold: 1 },
  }
}

function conditionBody(path: string): unknown {
  const owner = { id: '1', schmeNm: { prtry: '2' } }
  return {
    evtTp: ['all'],
    condTp: 'overridable-block',
    prsptv: 'both',
    condRsn: 'r',
    forceCret: false,
    usr: 'u',
    ...(path.endsWith('/entity')
      ? { ntty: owner }
      : { acct: { ...owner, agt: { finInstnId: { clrSysMmbId: { mmbId: '3' } } } } }),
  }
}

describe('every route', () => {
  it.each(ROUTES)('$method $path needs a token with $privilege', async ({ method, url, body, privilege }) => {
    const call = { method, url, body }
    expect(await admin.call({ ...call, authorization: '' })).toMatchObject(NO_ACCESS)
    expect(await admin.call({ ...call, authorization: 'Bearer x.y.z' })).toMatchObject(NO_ACCESS)
    const others = routePrivileges.map((row) => row.privilege).filter((other) => other !== privilege)
    expect(await admin.call({ ...call, claims: others })).toMatchObject(NO_ACCESS)
    expect((await admin.call({ ...call, claims: [privilege] })).status).not.toBe(401)
  })

  it('is in the documentation, which is open to all, with how it is protected', async () => {
    const { status, body } = await admin.call({ url: '/documentation/json', authorization: '' })
    expect(status).toBe(200)
    const { openapi, paths } = body as {
      openapi: string
      paths: Record<string, Record<string, { security?: unknown; summary?: string }>>
    }
    expect(openapi).toBe('3.1.0')
    for (const { method, path } of ROUTES) {
      const documented = paths[path.replace(':id', '{id}').replace(':cfg', '{cfg}')]?.[method.toLowerCase()]
      expect(documented?.security, `${method} ${path}`).toEqual([{ bearer: [] }])
      expect(documented?.summary, `${method} ${path}`).toMatch(/\w/)
    }
  })
})

describe('what the documentation says', () => {
  it('comes from the schemas that validate', async () => {
    const { body } = await admin.call({ url: '/documentation/json' })
    const path = (body as { paths: Record<string, Record<string, unknown>> }).paths[
      '/v1/admin/event-flow-control/account'
    ]
    expect(path?.['post']).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: {
              required: ['evtTp', 'condTp', 'prsptv', 'condRsn', 'forceCret', 'usr', 'acct'],
              properties: { prsptv: { enum: ['debtor', 'creditor', 'both'] } },
            },
          },
        },
      },
    })
    expect(path?.['get']).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'agt', in: 'query', required: true }),
        expect.objectContaining({ name: 'activeonly', in: 'query', required: false }),
      ]) as unknown,
    })
  })

  it('is also there as YAML and as a page', async () => {
    const yaml = await admin.call({ url: '/documentation/yaml' })
    expect([yaml.status, String(yaml.body).slice(0, 14)]).toEqual([200, 'openapi: 3.1.0'])
    const page = await admin.call({ url: '/documentation' })
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })
})

describe('status pages', () => {
  it.each(['/', '/health', '/ready'])('%s says UP to everybody', async (url) => {
    expect(await admin.call({ url, authorization: '' })).toMatchObject({
      status: 200,
      body: { status: 'UP' },
    })
  })
})

describe('requests that are wrong in form', () => {
  it('are told so before anybody asks who calls', async () => {
    expect(await admin.call({ url: REPORT, authorization: '' })).toMatchObject({
      status: 400,
      body: {
        statusCode: 400,
        code: 'FST_ERR_VALIDATION',
        error: 'Bad Request',
        message: "querystring must have required property 'msgid'",
      },
    })
  })

  it.each([
    ['no JSON', '{', 400, 'FST_ERR_CTP_INVALID_JSON_BODY'],
    ['nothing', '', 400, 'FST_ERR_CTP_EMPTY_JSON_BODY'],
    ['more than is taken', JSON.stringify('x'.repeat(1_048_576)), 413, 'FST_ERR_CTP_BODY_TOO_LARGE'],
    ['what would reach a prototype', '{"__proto__":{}}', 400, 'FST_ERR_CTP_INVALID_JSON_BODY'],
  ])('%s', async (_what, payload, statusCode, code) => {
    const url = '/v1/admin/event-flow-control/entity'
    const headers = { 'content-type': 'application/json' }
    const response = await admin.server.app.inject({ method: 'POST', url, payload, headers })
    expect(response.statusCode).toBe(statusCode)
    expect(response.json()).toMatchObject({ statusCode, code })
  })

  it('another media type', async () => {
    const response = await admin.server.app.inject({
      method: 'POST',
      url: '/v1/admin/event-flow-control/entity',
      payload: '<a/>',
      headers: { 'content-type': 'application/xml' },
    })
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([
      415,
      'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    ])
  })

  it('an unknown path', async () => {
    expect(await admin.call({ url: '/v1/admin/nothing' })).toMatchObject({
      status: 404,
      body: { message: 'Route GET:/v1/admin/nothing not found', error: 'Not Found', statusCode: 404 },
    })
  })
})

describe('pages of other origins', () => {
  it('may read and change in the demo, with a token', async () => {
    const response = await admin.server.app.inject({ method: 'OPTIONS', url: REPORT })
    expect(response.statusCode).toBe(204)
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': '*, Authorization',
    })
  })
})

describe('without authentication', () => {
  it('everybody is the tenant DEFAULT, and pages of other origins may only read', async () => {
    const open = await openAdmin({ authenticated: false })
    try {
      expect(await open.call({ url: `${REPORT}?msgid=1&tenantid=T`, authorization: '' })).toMatchObject({
        status: 204,
        body: '',
      })
      const preflight = await open.server.app.inject({ method: 'OPTIONS', url: REPORT })
      expect(preflight.headers['access-control-allow-methods']).toBe('GET')
    } finally {
      await open.close()
    }
  })
})
