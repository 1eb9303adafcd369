import { createLogger } from '@pantau/service-runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpHost } from './create-http-host.ts'
import type { HttpHost } from './create-http-host.ts'
import { VALIDATOR_OPTIONS } from './validator-options.ts'

const { log } = createLogger({ service: 'test', version: '0', instance: 'test', level: 'silent' })

let host: HttpHost
beforeEach(async () => {
  host = await createHttpHost({ bodyLimitBytes: 1_024, validator: VALIDATOR_OPTIONS, log })
})
afterEach(() => host.stop(0))

async function answerTo(error: unknown): Promise<{ status: number; body: unknown; retryAfter: unknown }> {
  host.app.get('/', async () => {
    throw error
  })
  const { statusCode, headers, body } = await host.app.inject({ url: '/' })
  return { status: statusCode, body: JSON.parse(body), retryAfter: headers['retry-after'] }
}

describe('what was thrown', () => {
  it('by something that is away is 503, and says when to come again', async () => {
    expect(await answerTo(Object.assign(new Error('SELECT'), { retryAfterMs: 1_200 }))).toEqual({
      status: 503,
      retryAfter: '2',
      body: {
        statusCode: 503,
        code: 'PANTAU_UNAVAILABLE',
        error: 'Service Unavailable',
        message: 'Something that the service depends on, such as its database, cannot be reached.',
      },
    })
  })

  it('for any other reason is 500 without a word of it', async () => {
    const { status, body } = await answerTo(new Error('SELECT secret'))
    expect(status).toBe(500)
    expect(body).toMatchObject({
      code: 'PANTAU_INTERNAL',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    })
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  it('for a fault of the request says which', async () => {
    expect(await answerTo(Object.assign(new Error('no'), { statusCode: 409, code: 'X' }))).toMatchObject({
      status: 409,
      body: { statusCode: 409, code: 'X', error: 'Conflict', message: 'no' },
    })
  })
})
