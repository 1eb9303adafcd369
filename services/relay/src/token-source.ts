import { request } from 'undici'
import { readBounded } from './read-bounded.ts'
import { tokenExpiryMs } from './token-expiry.ts'

/** A token is renewed so long before it expires, so that it is still good when it arrives. */
export const RENEW_BEFORE_MS = 30_000
/**
 * Between two logins it waits at least the first of these, and after logins that failed up to the last, doubling: accounts are locked after
 * too many.
 */
export const LOGIN_WAIT_MS_MIN = 1_000
export const LOGIN_WAIT_MS_MAX = 300_000
const ANSWER_SIZE_MAX_BYTES = 65_536

export interface TokenSourceOptions {
  /** Takes `{username, password}` and answers with the bare token as text, as Tazama's auth service does. */
  readonly url: string
  readonly username: string
  readonly password: { reveal(): string }
  readonly timeoutMs: number
  readonly nowMs: () => number
}

/** A bearer token that is kept until it expires or is refused. */
export interface TokenSource {
  /** @throws LoginError when the login fails, and at once while the next one has to wait */
  current(): Promise<string>
  /** The receiver refused this token; the next `current` gets another one. Refusals of tokens that were replaced already do nothing. */
  refuse(token: string): void
}

/** No token could be had. */
export class LoginError extends Error {
  override readonly name = 'LoginError'
}

interface KeptToken {
  readonly token: string
  readonly renewAtMs: number
}

/** Whoever asks while a login is on its way waits for that one. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  let kept: KeptToken | undefined
  let login: Promise<KeptToken> | undefined
  let failures = 0
  let loginNotBeforeMs = 0

  async function logIn(): Promise<KeptToken> {
    if (options.nowMs() < loginNotBeforeMs) {
      throw new LoginError(`The next login has to wait; the last ${failures} failed`)
    }
    try {
      const token = await fetchToken(options)
      failures = 0
      return (kept = { token, renewAtMs: renewalOf(token, options.nowMs()) })
    } catch (error) {
      failures += 1
      throw error
    } finally {
      const waitMs = LOGIN_WAIT_MS_MIN * 2 ** Math.max(failures - 1, 0)
      loginNotBeforeMs = options.nowMs() + Math.min(waitMs, LOGIN_WAIT_MS_MAX)
    }
  }

  return {
    async current() {
      if (kept !== undefined && options.nowMs() < kept.renewAtMs) {
        return kept.token
      }
      login ??= logIn().finally(() => {
        login = undefined
      })
      return (await login).token
    },
    refuse(token) {
      if (kept?.token === token) {
        kept = undefined
      }
    },
  }
}

/** A short-lived token is used for half of its life at least. */
function renewalOf(token: string, nowMs: number): number {
  const expiresAtMs = tokenExpiryMs(token) ?? Number.POSITIVE_INFINITY
  return expiresAtMs - Math.min(RENEW_BEFORE_MS, Math.max(expiresAtMs - nowMs, 0) / 2)
}

async function fetchToken(options: TokenSourceOptions): Promise<string> {
  const { url, username, password, timeoutMs } = options
  let statusCode: number
  let text: string
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: password.reveal() }),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    statusCode = response.statusCode
    text = await readBounded(response.body, ANSWER_SIZE_MAX_BYTES)
  } catch (cause) {
    throw new LoginError('The login was not answered', { cause })
  }
  const token = text.trim()
  if (statusCode !== 200) {
    throw new LoginError(`The login was answered with ${statusCode}`)
  }
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new LoginError('The login was answered with something that is no bearer token (RFC 6750)')
  }
  return token
}
