import { describe, expect, it } from 'vitest'
import { defineSettings } from './define-settings.ts'
import { describeSettings } from './describe-settings.ts'

describe('defineSettings', () => {
  it.each([
    ['a name in the wrong form', { a: { env: 'PANTAU_lower', kind: 'string', doc: 'A.' } }],
    ['a name that means the file of a secret', { a: { env: 'PANTAU_A_FILE', kind: 'string', doc: 'A.' } }],
    [
      'a variable that is declared twice',
      {
        a: { env: 'PANTAU_A', kind: 'string', doc: 'A.' },
        b: { env: 'PANTAU_A', kind: 'string', doc: 'B.' },
      },
    ],
    [
      'an optional setting with a default',
      { a: { env: 'PANTAU_A', kind: 'string', default: 'x', optional: true, doc: 'A.' } },
    ],
    ['a setting without documentation', { a: { env: 'PANTAU_A', kind: 'string', doc: ' ' } }],
    ['bounds the wrong way round', { a: { env: 'PANTAU_A', kind: 'integer', min: 2, max: 1, doc: 'A.' } }],
    [
      'a default out of bounds',
      { a: { env: 'PANTAU_A', kind: 'bytes', min: 1, max: 2, default: 3, doc: 'A.' } },
    ],
    [
      'a default that is no choice',
      { a: { env: 'PANTAU_A', kind: 'choice', choices: ['x'], default: 'y', doc: 'A.' } },
    ],
  ] as const)('refuses %s', (_, schema) => {
    expect(() => defineSettings(schema)).toThrow(TypeError)
  })
})

describe('describeSettings', () => {
  it('is a Markdown table with one row per setting', () => {
    const schema = defineSettings({
      mode: {
        env: 'PANTAU_MODE',
        kind: 'choice',
        choices: ['fast', 'safe'],
        default: 'safe',
        doc: 'Fast | safe.',
      },
      workers: { env: 'PANTAU_WORKERS', kind: 'integer', min: 1, max: 8, doc: 'How many.' },
      password: { env: 'PANTAU_PASSWORD', kind: 'secret', optional: true, doc: 'A password.' },
      tenants: {
        env: 'PANTAU_TENANTS',
        kind: 'list',
        minItems: 1,
        maxItems: 3,
        default: ['a', 'b'],
        doc: 'Tenants.',
      },
    })
    expect(describeSettings(schema)).toBe(
      [
        '| Variable          | Value                                                        | Default      | Meaning       |',
        '| ----------------- | ------------------------------------------------------------ | ------------ | ------------- |',
        '| `PANTAU_MODE`     | `fast`, `safe`                                               | `safe`       | Fast \\| safe. |',
        '| `PANTAU_WORKERS`  | whole number, 1 to 8                                         | **required** | How many.     |',
        '| `PANTAU_PASSWORD` | secret; or `PANTAU_PASSWORD_FILE` names a file that holds it | not set      | A password.   |',
        '| `PANTAU_TENANTS`  | 1 to 3 items, comma-separated                                | `a,b`        | Tenants.      |',
      ].join('\n'),
    )
  })
})
