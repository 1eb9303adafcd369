import * as fc from 'fast-check'
import { hostileBody, hostileText } from './hostile-body-arbitrary.ts'

/** One HTTP request, before it is written down. */
export interface HostileRequest {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** Percent-encoded, as clients send it, or bytes that no client should send; never what would end the line. */
const pathText = fc.oneof(
  hostileText.map((each) => encodeURIComponent(Buffer.from(each).toString('utf8')).slice(0, 6_000)),
  fc.constantFrom('%', '%zz', '%c0%af', '..%2f', '%2e%2e', 'é', ';', '%00'),
  fc.constantFrom('901@4.0.0', '4.0.0', 'typology-processor', '999-901-902@4.0.0'),
)

const QUERY_NAMES = [
  'msgid',
  'id',
  'schmenm',
  'agt',
  'condid',
  'activeonly',
  'limit',
  'offset',
  'filters[id]',
  'keys[0][id]',
  'groupName',
  '__proto__',
  'constructor[prototype][a]',
]
const queryPart = fc
  .tuple(fc.constantFrom(...QUERY_NAMES, ''), fc.constantFrom('', '[]', '[a]', '[__proto__]'), pathText)
  .map(([name, suffix, value]) => `${name}${suffix}=${value}`)
const query = fc
  .array(queryPart, { maxLength: 6 })
  .map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`))

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'get',
  'BREW',
]
const MEDIA_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;;;',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'APPLICATION/JSON',
  'a',
  '',
  '/',
  '*/*',
  `text/${'x'.repeat(5_000)}`,
]
const headerValue = fc.oneof(
  fc.constantFrom(
    'x'.repeat(7_000),
    '-1',
    'NaN',
    'null',
    'Bearer',
    'Bearer a.b.c',
    'Basic YTpi',
    '00-zz-zz-01',
    'wait=1000000',
    'wait=-1',
    '*/*;q=9',
    '127.0.0.1',
    'bytes=0-1',
    '"',
    'gzip',
  ),
  fc.stringMatching(/^[ -~]{0,40}$/),
)
const HEADER_NAMES = [
  'accept',
  'authorization',
  'traceparent',
  'prefer',
  'x-forwarded-for',
  'if-none-match',
  'range',
  'content-encoding',
  'accept-version',
  'origin',
  'cookie',
  'x-http-method-override',
]

/** A path with its parameters filled in, and a query. */
function target(path: string): fc.Arbitrary<string> {
  return fc.tuple(pathText, pathText, query).map(([first, second, rest]) => {
    const filled = path.replace(/:id|:rolename/, () => first).replace(':cfg', () => second)
    return `${filled}${rest}`
  })
}

/**
 * Any request to one of the routes, or near it. Half of them are what the route is made for but for one thing.
 * @param headers what the others carry, such as a token
 */
export function hostileRequest(
  routes: readonly { readonly method: string; readonly path: string }[],
  headers: readonly (readonly [string, string])[],
): fc.Arbitrary<HostileRequest> {
  return fc.constantFrom(...routes).chain((route) =>
    fc
      .record({
        method: fc.oneof({ weight: 5, arbitrary: fc.constant(route.method) }, fc.constantFrom(...METHODS)),
        target: fc.oneof(
          { weight: 9, arbitrary: target(route.path) },
          pathText.map((each) => `/${each}`),
        ),
        mediaType: fc.oneof(
          { weight: 4, arbitrary: fc.constant('application/json') },
          fc.constantFrom(...MEDIA_TYPES),
        ),
        odd: fc.array(fc.tuple(fc.constantFrom(...HEADER_NAMES), headerValue), { maxLength: 2 }),
        isKnown: fc.boolean(),
        body: hostileBody(route.path),
      })
      .map(({ method, target: at, mediaType, odd, isKnown, body: sent }) => ({
        method,
        target: at,
        headers: [['content-type', mediaType], ...odd, ...(isKnown ? headers : [])],
        body: sent,
      })),
  )
}

/** The request as it goes over a connection that ends with it. */
export function writeRequest(request: HostileRequest): Buffer {
  const { method, headers, body: sent } = request
  const lines = [
    `${method} ${request.target} HTTP/1.1`,
    'host: pantau',
    'connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(sent.length === 0 ? [] : [`content-length: ${sent.length}`]),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), sent])
}
