import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from './create-logger.ts'
import { describeError } from './describe-error.ts'

const WRITTEN_WITHIN = { timeout: 30_000, interval: 5 }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pantau-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What one message writes. It is written in the background, so the file is read until the line has its end. */
async function lineOf(
  write: (log: ReturnType<typeof createLogger>['log']) => void,
): Promise<Record<string, unknown>> {
  const destination = join(folder, 'log')
  const descriptor = openSync(destination, 'a')
  try {
    write(
      createLogger({ service: 'tms', version: '1.0.0', instance: 'tms-0', level: 'info', descriptor }).log,
    )
    return await vi.waitFor((): Record<string, unknown> => {
      const text = readFileSync(destination, 'utf8')
      expect(text).toMatch(/^[^\n]+\n$/)
      return JSON.parse(text)
    }, WRITTEN_WITHIN)
  } finally {
    closeSync(descriptor)
  }
}

describe('createLogger', () => {
  it('writes one JSON line per message, bound to service, version, instance and the fields of its children', async () => {
    const line = await lineOf((log) => {
      log.child({ tenantId: 'DEFAULT' }).info({ durationMs: 3 }, 'evaluated')
      log.debug({}, 'below the level')
    })
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'tms',
      version: '1.0.0',
      instance: 'tms-0',
      tenantId: 'DEFAULT',
      durationMs: 3,
      message: 'evaluated',
    })
  })

  it('redacts what must never be logged, at the top and one level down', async () => {
    const line = await lineOf((log) =>
      log.info({ password: 'hunter2', debtor: { iban: 'DE1' }, party: { name: 'Ann' } }, 'x'),
    )
    expect(line).toMatchObject({
      password: '[redacted]',
      debtor: '[redacted]',
      party: { name: '[redacted]' },
    })
  })

  it('writes an error without the properties that drivers hang on it', async () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (account)=(DE1) exists',
    })
    const line = await lineOf((log) => log.error({ err: new Error('could not store', { cause }) }, 'x'))
    expect(line).toMatchObject({
      err: { type: 'Error', message: 'could not store', cause: { message: 'duplicate key', code: '23505' } },
    })
    expect(JSON.stringify(line)).not.toContain('DE1')
  })
})

describe('describeError', () => {
  it('ends at a bounded depth, also when an error is its own cause', () => {
    const error = new Error('around')
    error.cause = error
    expect(JSON.stringify(describeError(error)).match(/"around"/g)).toHaveLength(6)
  })

  it('describes every error of an aggregate', () => {
    const described = describeError(new AggregateError([new RangeError('a'), new TypeError('b')], 'both'))
    expect(described.errors?.map((inner) => inner.type)).toEqual(['RangeError', 'TypeError'])
  })

  it('does not repeat a thrown value that is no error', () => {
    expect(describeError('account DE1')).toEqual({ type: 'string', message: 'a thrown string' })
  })
})
