import { RunOptionsError } from './run-options.ts'
import type { Variables } from './run-options.ts'

/** As whom messages are sent. */
export interface TenantAccess {
  /** For the metrics; absent where there is one caller only. */
  readonly tenantId?: string
  /** The value of the header; absent where the ingress does not ask who calls. */
  readonly authorization?: string
}

/**
 * Who sends: nobody in particular, the holder of `TOKEN`, or in turn each tenant of `TOKENS_FILE`, a JSON object from tenant to token.
 * @param readFile returns the text of a file. @throws RunOptionsError, which never quotes a token
 */
export function readTenantAccess(
  variables: Variables,
  readFile: (path: string) => string,
): readonly TenantAccess[] {
  const { TOKEN: token = '', TOKENS_FILE: tokensFile = '' } = variables
  if (token !== '' && tokensFile !== '') {
    throw new RunOptionsError(['TOKEN and TOKENS_FILE are both set: give one of them'])
  }
  if (tokensFile === '') {
    return [token === '' ? {} : { authorization: bearer(token, 'TOKEN') }]
  }
  return Object.entries(parseTokens(readFile(tokensFile))).map(([tenantId, tenantToken]) => ({
    tenantId,
    authorization: bearer(tenantToken, `TOKENS_FILE, tenant ${tenantId}`),
  }))
}

/** The tenant that sends payment `index`: they take turns. */
export function tenantOf(tenants: readonly TenantAccess[], index: number): TenantAccess {
  const tenant = tenants[index % tenants.length]
  if (tenant === undefined) {
    throw new RangeError('There is no tenant to send as')
  }
  return tenant
}

function parseTokens(text: string): Readonly<Record<string, unknown>> {
  let tokens: unknown
  try {
    tokens = JSON.parse(text)
  } catch {
    // What the parser says quotes the file.
    throw new RunOptionsError(['TOKENS_FILE does not hold JSON'])
  }
  if (
    typeof tokens !== 'object' ||
    tokens === null ||
    Array.isArray(tokens) ||
    Object.keys(tokens).length === 0
  ) {
    throw new RunOptionsError(['TOKENS_FILE must hold an object from tenant to token, with at least one'])
  }
  return Object.fromEntries(Object.entries(tokens))
}

function bearer(token: unknown, where: string): string {
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new RunOptionsError([`${where} is not a token`])
  }
  return `Bearer ${token}`
}
