import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BULK_PATH, messagePath } from '../src/index.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop(0))

interface Described {
  readonly openapi: string
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly security: unknown
          readonly requestBody: {
            readonly content: { readonly 'application/json': { readonly schema: unknown } }
          }
        }
      }
    >
  >
}

describe('the documentation', () => {
  it.each(TRANSACTION_TYPES)('describes %s by the schema that validates it', async (type) => {
    const described = (await tms.app.inject({ url: '/documentation/json' })).json<Described>()
    const post = described.paths[messagePath(type)]?.post
    const { properties, required } = MESSAGE_SCHEMAS[type]
    expect(described.openapi).toBe('3.1.0')
    expect(post?.security).toEqual([{ bearer: [] }])
    // OpenAPI says `enum` where the schema says `const`.
    const expected: unknown = JSON.parse(
      JSON.stringify({ not: { required: ['TenantId'] }, properties, required }).replaceAll(
        /"const":("[^"]*")/g,
        '"enum":[$1]',
      ),
    )
    expect(post?.requestBody.content['application/json'].schema).toEqual(expected)
  })

  it.each(TRANSACTION_TYPES)('describes the decision in the reply to %s', async (type) => {
    const described = (await tms.app.inject({ url: '/documentation/json' })).json<{
      readonly paths: Readonly<Record<string, { readonly post?: unknown }>>
    }>()
    expect(described.paths[messagePath(type)]?.post).toMatchObject({
      parameters: [{ in: 'header', name: 'prefer', required: false }],
      responses: {
        200: {
          headers: { 'Preference-Applied': { schema: { type: 'string' } } },
          content: {
            'application/json': {
              schema: { required: ['message', 'data'], properties: { decision: { required: ['state'] } } },
            },
          },
        },
      },
    })
  })

  it('describes bulks, which no schema validates as a whole', async () => {
    const described = (await tms.app.inject({ url: '/documentation/json' })).json<{
      readonly paths: Readonly<Record<string, { readonly post?: unknown }>>
    }>()
    expect(described.paths[BULK_PATH]?.post).toMatchObject({
      security: [{ bearer: [] }],
      requestBody: { content: { 'application/x-ndjson': { schema: { type: 'string' } } } },
      responses: {
        200: { content: { 'application/x-ndjson': { schema: { required: ['line', 'status', 'message'] } } } },
      },
    })
  })

  it('is also there as YAML and as a page, for everybody', async () => {
    const yaml = await tms.app.inject({ url: '/documentation/yaml' })
    expect([yaml.statusCode, yaml.body.slice(0, 14)]).toEqual([200, 'openapi: 3.1.0'])
    const page = await tms.app.inject({ url: '/documentation' })
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })
})
