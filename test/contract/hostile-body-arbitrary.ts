import * as fc from 'fast-check'
import { pacs002Document, pacs008Document, pain001Document, pain013Document } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

const SET = defaultConfigurationSet()
const CONDITION = {
  evtTp: ['all'],
  condTp: 'overridable-block',
  prsptv: 'both',
  condRsn: 'r',
  usr: 'u',
  forceCret: true,
  incptnDtTm: '2099-01-01T00:00:00.000Z',
  ntty: { id: 'D1', schmeNm: { prtry: 'BBAN' } },
  acct: { id: 'D1', schmeNm: { prtry: 'BBAN' }, agt: { finInstnId: { clrSysMmbId: { mmbId: 'M' } } } },
}

const TEXTS = [
  '',
  ' ',
  "'; DROP TABLE raw_history.message; --",
  '" OR ""="',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202eevil\u2066',
  'שלום עולם',
  '👩‍👩‍👧‍👦',
  '𝕏'.repeat(300),
  'x'.repeat(20_000),
  '../../etc/passwd',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '%00',
  '%',
  '1e999',
  'NaN',
  '2026-02-31T00:00:00.000Z',
  '9999999-01-01T00:00:00.000Z',
]

/** Texts that have broken something somewhere, and any others. */
export const hostileText = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 20, unit: 'binary' }))
/** Any identification that is accepted, so that messages are other messages. */
const identification = fc.tuple(hostileText, fc.uuid()).map(([text, id]) => `${text.slice(0, 300)} ${id}`)
/** Of few payments, so that messages meet. */
const payment = fc.constantFrom('1', '2', "'; --", '𝕏')
const message = fc.record({ messageId: identification, endToEndId: payment })

/** A body that routes with this in their path take. */
const SOUND: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['pacs.008', message.map(pacs008Document)],
  ['pacs.002', message.map(pacs002Document)],
  ['pain.001', message.map(pain001Document)],
  ['pain.013', message.map(pain013Document)],
  ['event-flow-control', fc.constant(CONDITION)],
  ['event-flow-control', fc.constant({ xprtnDtTm: '2099-01-01T00:00:00.000Z' })],
  ['network_map/', fc.constant({ reloadMode: 'broadcast' })],
  ['network_map', fc.constant(SET.networkMap)],
  ['rule', fc.constant(SET.rules[0])],
  ['rule', fc.constant([...SET.rules])],
  ['typology', fc.constant(SET.typologies[0])],
  ['login', fc.constant({ username: 'ann', password: 'wrong' })],
]

/** Mostly what a route takes, sometimes what another one does. */
function soundFor(path: string): fc.Arbitrary<unknown> {
  const fitting = SOUND.flatMap(([part, sound]) => (path.includes(part) ? [sound] : []))
  const any = fc.oneof(...SOUND.map(([, sound]) => sound))
  return fitting.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: fc.oneof(...fitting) }, any)
}

const hostileValue = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], [null], {
    a: [],
  }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A sound body with something else in some of its places. */
function changed(path: string): fc.Arbitrary<string> {
  return fc
    .tuple(soundFor(path), fc.array(fc.tuple(fc.nat(60), hostileValue), { maxLength: 3 }))
    .map(([sound, changes]) =>
      JSON.stringify(
        changes.reduce<unknown>((document, [place, value]) => changedAt(document, place, value), sound),
      ),
    )
}

/** Puts a value at the place with the given number, counted in the order in which members are met. */
function changedAt(document: unknown, place: number, value: unknown): unknown {
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

/** The same text with more at its beginning: keys that come twice, keys for the prototype. */
function prefixed(path: string): fc.Arbitrary<string> {
  const prefix = fc.constantFrom(
    '"TxTp":"x",',
    '"__proto__":{"a":1},',
    '"constructor":{"prototype":{}},',
    '"id":1,"id":2,',
    '"toJSON":1,',
  )
  return fc.tuple(changed(path), prefix).map(([text, before]) => text.replace('{', `{${before}`))
}

function nested(path: string): fc.Arbitrary<string> {
  return fc
    .tuple(soundFor(path), fc.constantFrom(50, 500, 20_000))
    .map(([sound, depth]) =>
      JSON.stringify(sound).replace('{', `{"deep":${'['.repeat(depth)}1${']'.repeat(depth)},`),
    )
}

/** Any body, most often one that a route with this path takes but for some places of it. */
export function hostileBody(path: string): fc.Arbitrary<Buffer> {
  const text = fc.oneof(
    { weight: 6, arbitrary: changed(path) },
    { weight: 2, arbitrary: prefixed(path) },
    { weight: 1, arbitrary: nested(path) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: hostileText },
  )
  return fc.oneof(
    { weight: 8, arbitrary: text.map((each) => Buffer.from(each)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.constant(Buffer.of()) },
  )
}
