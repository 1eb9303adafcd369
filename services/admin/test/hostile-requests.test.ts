import { routePrivileges } from '@pantau/auth'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mapOf, ruleOf, typologyOf } from './configuration-bench.ts'
import { openAdmin } from './open-admin.ts'
import type { OpenAdmin } from './open-admin.ts'

const RUNS = 120

let admin: OpenAdmin
beforeAll(async () => {
  admin = await openAdmin()
})
afterAll(() => admin.close())

const ROUTES = routePrivileges.filter(({ path }) => path.startsWith('/v1/admin/'))

const CONDITION = {
  evtTp: ['all'],
  condTp: 'overridable-block',
  prsptv: 'both',
  condRsn: 'r',
  usr: 'u',
  forceCret: true,
  ntty: { id: 'D1', schmeNm: { prtry: 'BBAN' } },
  acct: { id: 'D1', schmeNm: { prtry: 'BBAN' }, agt: { finInstnId: { clrSysMmbId: { mmbId: 'M' } } } },
  incptnDtTm: '2030-01-01T00:00:00.000Z',
  xprtnDtTm: '2031-01-01T00:00:00.000Z',
}

/** Sound bodies, one of which a route takes; the others are wrong in interesting ways. */
const BODIES: readonly object[] = [
  CONDITION,
  { xprtnDtTm: '2031-01-01T00:00:00.000Z' },
  { reloadMode: 'broadcast' },
  mapOf('4.0.0', true),
  ruleOf(),
  [ruleOf()],
  typologyOf('1'),
  {},
]

/** What no body should hold, and what none of its members expects. */
const ODD_VALUES: readonly unknown[] = [
  null,
  '',
  ' ',
  'x'.repeat(3_000),
  'é\u0000',
  '\ud800',
  0,
  -1,
  1e308,
  1.5,
  true,
  [],
  {},
  [[]],
  '2027-02-31T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  "'; DROP TABLE configuration.rule; --",
  { id: 1 },
  ['all', 'all'],
  ['Add', ['Add', ['Add']]],
]

const oddValue = fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 }))

/** A sound body in which some places hold something else. */
const body = fc
  .tuple(fc.constantFrom(...BODIES), fc.array(fc.tuple(fc.nat(60), oddValue), { maxLength: 3 }))
  .map(([sound, changes]) =>
    changes.reduce<unknown>(
      (document, [place, value]) => change(document, place, value),
      structuredClone(sound),
    ),
  )

/** Puts a value into the place with the given number, counted in the order in which members are met. */
function change(document: unknown, place: number, value: unknown): unknown {
  let left = place
  const visit = (node: unknown): unknown => {
    left -= 1
    if (left < 0) {
      left = Number.POSITIVE_INFINITY
      return value
    }
    if (Array.isArray(node)) {
      return node.map(visit)
    }
    return typeof node === 'object' && node !== null
      ? Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child)]))
      : node
  }
  return visit(document)
}

const keyText = fc.oneof(
  fc.constantFrom(
    '901@4.0.0',
    '4.0.0',
    '1',
    'typology-processor',
    '..',
    '%',
    '\u0000',
    '\ud83d\ude00',
    'x'.repeat(400),
  ),
  fc.string({ maxLength: 20 }),
)

const queryText = fc
  .dictionary(
    fc.constantFrom(
      'msgid',
      'id',
      'schmenm',
      'agt',
      'condid',
      'activeonly',
      'synccache',
      'limit',
      'offset',
      'sort',
      'order',
      'filters[id]',
      'filters[cfg]',
      'filters[active]',
      'keys[0][id]',
      'keys[0][cfg]',
      'keys[999][id]',
      '__proto__',
      'tenantid',
    ),
    fc.oneof(
      fc.constantFrom(
        'D1',
        'BBAN',
        'M',
        'yes',
        'all',
        '20',
        '0',
        '-1',
        'cfg',
        'true',
        '\u0000',
        '1e400',
        'x'.repeat(2_000),
      ),
      fc.string({ maxLength: 12 }),
    ),
  )
  .map((query) =>
    Object.entries(query)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&'),
  )

const SOUND_REFUSAL = /^Error: (Inception|Expiration|event type|the provided|entity was|account was)/

/** 5xx answers that the interface itself has: the checks of new conditions, and nobody to tell of a reload. */
function isExplained(status: number, answer: unknown): boolean {
  const text = JSON.stringify(answer)
  return status === 500
    ? SOUND_REFUSAL.test((answer as { message?: string }).message ?? '')
    : status === 503 && text.includes('service channel unavailable')
}

describe('whatever is sent', () => {
  it.each(ROUTES)('$method $path never fails without a reason', async ({ method, path }) => {
    await fc.assert(
      fc.asyncProperty(
        keyText,
        keyText,
        queryText,
        fc.option(body, { nil: undefined }),
        async (id, cfg, query, sent) => {
          const [first, second] = [id, cfg].map((key) => encodeURIComponent(key))
          const url = `${path.replace(':id', first ?? '').replace(':cfg', second ?? '')}?${query}`
          const hasBody = sent !== undefined && method !== 'GET'
          const answer = await admin.call({ method, url, ...(hasBody ? { body: sent } : {}) })
          if (answer.status >= 500) {
            expect(isExplained(answer.status, answer.body), JSON.stringify(answer.body)).toBe(true)
          }
        },
      ),
      { numRuns: RUNS },
    )
  })

  it.each(ROUTES.filter(({ method }) => method === 'POST' || method === 'PUT'))(
    '$method $path takes no monsters',
    async ({ method, path }) => {
      const url = `${path.replace(':id', 'a').replace(':cfg', 'b')}?id=1&schmenm=2&agt=3&condid=4`
      const depth = 200_000
      const monsters = [
        `${'['.repeat(depth)}${']'.repeat(depth)}`,
        `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
        `{"id":"a","cfg":"b","config":{"parameters":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}}`,
        `{"id":"a","cfg":"b","expression":${'["Add",'.repeat(50_000)}1${']'.repeat(50_000)}}`,
        `[${'{},'.repeat(199)}{}]`,
        `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":0`).join(',')}}`,
        '{"id":"a","cfg":"b","config":{"parameters":{"a":1e999}}}',
      ]
      for (const sent of monsters) {
        const { status, body: answer } = await admin.call({ method, url, body: sent })
        expect(status < 500 || isExplained(status, answer), `${status} ${JSON.stringify(answer)}`).toBe(true)
      }
    },
  )
})
