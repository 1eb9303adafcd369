import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from './create-logger.ts'
import { describeError } from './describe-error.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pantau-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function linesOf(
  write: (log: ReturnType<typeof createLogger>['log']) => void,
): readonly Record<string, unknown>[] {
  const destination = join(folder, 'log')
  const descriptor = openSync(destination, 'a')
  const logger = createLogger({
    service: 'tms',
    version: '1.0.0',
    instance: 'tms-0',
    level: 'info',
    descriptor,
  })
  write(logger.log)
  logger.flush()
  closeSync(descriptor)
  return readFileSync(destination, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
}

describe('createLogger', () => {
  it('writes one JSON line per message, bound to service, version, instance and the fields of its children', () => {
    const lines = linesOf((log) => {
      log.child({ tenantId: 'DEFAULT' }).info({ durationMs: 3 }, 'evaluated')
      log.debug({}, 'below the level')
    })
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        service: 'tms',
        version: '1.0.0',
        instance: 'tms-0',
        tenantId: 'DEFAULT',
        durationMs: 3,
        message: 'evaluated',
      },
    ])
  })

  it('redacts what must never be logged, at the top and one level down', () => {
    const [line] = linesOf((log) =>
      log.info({ password: 'hunter2', debtor: { iban: 'DE1' }, party: { name: 'Ann' } }, 'x'),
    )
    expect(line).toMatchObject({
      password: '[redacted]',
      debtor: '[redacted]',
      party: { name: '[redacted]' },
    })
  })

  it('writes an error without the properties that drivers hang on it', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (account)=(DE1) exists',
    })
    const [line] = linesOf((log) => log.error({ err: new Error('could not store', { cause }) }, 'x'))
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
