import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { defineSettings } from './define-settings.ts'
import { parseServiceSettings, parseSettings } from './parse-settings.ts'
import type { Secret } from './secret.ts'
import { SettingsError } from './settings-error.ts'

const schema = defineSettings({
  title: { env: 'PANTAU_TITLE', kind: 'string', maxLength: 10, doc: 'A title.' },
  workers: { env: 'PANTAU_WORKERS', kind: 'integer', min: 1, max: 8, default: 2, doc: 'Workers.' },
  share: { env: 'PANTAU_SHARE', kind: 'number', min: 0, max: 1, default: 0.5, doc: 'A share.' },
  isStrict: { env: 'PANTAU_STRICT', kind: 'boolean', default: false, doc: 'Strictness.' },
  waitMs: { env: 'PANTAU_WAIT_MS', kind: 'durationMs', min: 0, max: 1000, default: 10, doc: 'A wait.' },
  port: { env: 'PANTAU_PORT', kind: 'port', default: 5000, doc: 'A port.' },
  bodyBytesMax: {
    env: 'PANTAU_BODY_BYTES',
    kind: 'bytes',
    min: 1,
    max: 2 ** 30,
    default: 1024,
    doc: 'A size.',
  },
  mode: { env: 'PANTAU_MODE', kind: 'choice', choices: ['fast', 'safe'], default: 'safe', doc: 'A mode.' },
  tenants: {
    env: 'PANTAU_TENANTS',
    kind: 'list',
    minItems: 1,
    maxItems: 3,
    default: ['DEFAULT'],
    doc: 'Tenants.',
  },
  servers: {
    env: 'PANTAU_SERVERS',
    kind: 'list',
    minItems: 1,
    maxItems: 3,
    protocols: ['nats:'],
    optional: true,
    doc: 'S.',
  },
  database: { env: 'PANTAU_DATABASE_URL', kind: 'url', protocols: ['postgres:'], doc: 'A database.' },
  certificate: { env: 'PANTAU_CERTIFICATE', kind: 'path', optional: true, doc: 'A file.' },
  password: { env: 'PANTAU_PASSWORD', kind: 'secret', optional: true, doc: 'A password.' },
})

const required = { PANTAU_TITLE: 'hello', PANTAU_DATABASE_URL: 'postgres://user@host/db' }

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    parseSettings(schema, env)
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.problems
    }
    throw error
  }
  return []
}

describe('parseSettings', () => {
  it('takes defaults for what is not set and undefined for what is optional', () => {
    const settings = parseSettings(schema, { ...required, HOME: '/root' })
    expect(settings).toStrictEqual({
      title: 'hello',
      workers: 2,
      share: 0.5,
      isStrict: false,
      waitMs: 10,
      port: 5000,
      bodyBytesMax: 1024,
      mode: 'safe',
      tenants: ['DEFAULT'],
      servers: undefined,
      database: 'postgres://user@host/db',
      certificate: undefined,
      password: undefined,
    })
    expect(Object.isFrozen(settings)).toBe(true)
  })

  it('parses every kind', () => {
    const settings = parseSettings(schema, {
      ...required,
      PANTAU_WORKERS: '8',
      PANTAU_SHARE: '0.25',
      PANTAU_STRICT: 'true',
      PANTAU_WAIT_MS: '0',
      PANTAU_PORT: '65535',
      PANTAU_BODY_BYTES: '8MiB',
      PANTAU_MODE: 'fast',
      PANTAU_TENANTS: 'a, b',
      PANTAU_SERVERS: 'nats://a:4222,nats://b:4222',
      PANTAU_CERTIFICATE: '/etc/tls.crt',
      PANTAU_PASSWORD: 'hunter2',
    })
    const { password, ...others } = settings
    expect(others).toMatchObject({
      workers: 8,
      share: 0.25,
      isStrict: true,
      waitMs: 0,
      port: 65_535,
      bodyBytesMax: 8 * 1024 * 1024,
      mode: 'fast',
      tenants: ['a', 'b'],
      servers: ['nats://a:4222', 'nats://b:4222'],
      certificate: '/etc/tls.crt',
    })
    expect(password?.reveal()).toBe('hunter2')
  })

  it('types the settings by the schema', () => {
    const settings = parseSettings(schema, required)
    expectTypeOf(settings.workers).toEqualTypeOf<number>()
    expectTypeOf(settings.mode).toEqualTypeOf<'fast' | 'safe'>()
    expectTypeOf(settings.tenants).toEqualTypeOf<readonly string[]>()
    expectTypeOf(settings.certificate).toEqualTypeOf<string | undefined>()
    expectTypeOf(settings.password).toEqualTypeOf<Secret | undefined>()
    expect(settings.mode).toBe('safe')
  })

  it('reports every problem at once: missing, malformed, out of bounds, unknown', () => {
    expect(
      problemsOf({
        PANTAU_TITLE: 'more than ten characters',
        PANTAU_WORKERS: '9',
        PANTAU_SHARE: '1,5',
        PANTAU_STRICT: 'yes',
        PANTAU_WAIT_MS: '10ms',
        PANTAU_PORT: '70000',
        PANTAU_BODY_BYTES: '8MB',
        PANTAU_MODE: 'fastest',
        PANTAU_TENANTS: 'a,,b',
        PANTAU_SERVERS: 'http://a',
        PANTAU_CERTIFICATE: '',
        PANTAU_WORKRES: '3',
      }),
    ).toEqual([
      'PANTAU_TITLE must have 1 to 10 characters, has 24',
      'PANTAU_WORKERS must be 1 to 8, is 9',
      'PANTAU_SHARE must be a number, is "1,5"',
      'PANTAU_STRICT must be true or false, is "yes"',
      'PANTAU_WAIT_MS must be whole milliseconds, is "10ms"',
      'PANTAU_PORT must be 0 to 65535, is 70000',
      'PANTAU_BODY_BYTES must be bytes such as 65536, 64KiB or 8MiB, is "8MB"',
      'PANTAU_MODE must be one of fast, safe, is "fastest"',
      'PANTAU_TENANTS must not hold an empty item',
      'PANTAU_SERVERS must be a URL that begins with nats:',
      'PANTAU_DATABASE_URL is missing: A database.',
      'PANTAU_CERTIFICATE is set but empty',
      'PANTAU_WORKRES is not a setting of this service: did you mean PANTAU_WORKERS?',
    ])
  })

  it('does not guess at a variable that is like no other', () => {
    expect(problemsOf({ ...required, PANTAU_SOMETHING_ELSE: '1' })).toEqual([
      'PANTAU_SOMETHING_ELSE is not a setting of this service',
    ])
  })

  it('refuses a password inside a URL without repeating it', () => {
    const [problem] = problemsOf({ ...required, PANTAU_DATABASE_URL: 'postgres://user:hunter2@host/db' })
    expect(problem).toBe('PANTAU_DATABASE_URL must not carry a password: give it in its own setting')
  })

  it('accepts every whole number within the bounds and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), (value) => {
        const problems = problemsOf({ ...required, PANTAU_WORKERS: String(value) })
        expect(problems.length).toBe(value >= 1 && value <= 8 ? 0 : 1)
      }),
    )
  })

  it('never accepts text that is no number as one', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^-?\d+$/.test(text)),
        (text) => {
          expect(problemsOf({ ...required, PANTAU_WORKERS: text })).toHaveLength(1)
        },
      ),
    )
  })
})

describe('parseSettings on secrets', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pantau-settings-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('reads a secret from the file that _FILE names, without the newline at its end', () => {
    const file = join(folder, 'password')
    writeFileSync(file, 'hunter2\n')
    expect(parseSettings(schema, { ...required, PANTAU_PASSWORD_FILE: file }).password?.reveal()).toBe(
      'hunter2',
    )
  })

  it('refuses a file that cannot be read, an empty one, and a secret that is given twice', () => {
    const empty = join(folder, 'empty')
    writeFileSync(empty, '\n')
    expect(problemsOf({ ...required, PANTAU_PASSWORD_FILE: join(folder, 'absent') })).toEqual([
      'PANTAU_PASSWORD cannot be read from the file that PANTAU_PASSWORD_FILE names (ENOENT)',
    ])
    expect(problemsOf({ ...required, PANTAU_PASSWORD_FILE: empty })).toEqual([
      'PANTAU_PASSWORD is set but empty',
    ])
    expect(problemsOf({ ...required, PANTAU_PASSWORD_FILE: empty, PANTAU_PASSWORD: 'x' })).toEqual([
      'PANTAU_PASSWORD and PANTAU_PASSWORD_FILE are both set: give one of them',
    ])
  })

  it('shows a secret to nothing but reveal', () => {
    const { password } = parseSettings(schema, { ...required, PANTAU_PASSWORD: 'hunter2' })
    expect([JSON.stringify({ password }), String(password), inspect({ password })].join()).not.toContain(
      'hunter2',
    )
    expect(JSON.stringify({ password })).toBe('{"password":"[redacted]"}')
  })
})

describe('parseServiceSettings', () => {
  it('reports the problems of the service and of the runtime together', () => {
    expect(() => parseServiceSettings(schema, { PANTAU_TITLE: 'x', PANTAU_LOG_LEVEL: 'loud' })).toThrow(
      expect.objectContaining({
        problems: [
          'PANTAU_DATABASE_URL is missing: A database.',
          'PANTAU_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, is "loud"',
        ],
      }),
    )
  })

  it('knows the variables of both', () => {
    const { service, runtime } = parseServiceSettings(schema, { ...required, PANTAU_HEALTH_PORT: '0' })
    expect([service.title, runtime.healthPort, runtime.stopDeadlineMs]).toEqual(['hello', 0, 25_000])
  })

  it('refuses a service that declares a variable of the runtime again', () => {
    const clash = defineSettings({
      level: { env: 'PANTAU_LOG_LEVEL', kind: 'string', default: 'x', doc: 'A level.' },
    })
    expect(() => parseServiceSettings(clash, {})).toThrow(TypeError)
  })
})
