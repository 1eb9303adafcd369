import { hash } from 'node:crypto'
import type { Principal } from './principal.ts'

interface Entry {
  readonly principal: Principal
  readonly fromMs: number
  readonly untilMs: number
}

export interface VerifiedTokensOptions {
  /** How many tokens are remembered; beyond, the ones that were not used for longest are forgotten. */
  readonly entriesMax: number
  /** How long one is remembered, and so how long a token outlives the key that signed it. */
  readonly ttlMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Remembers tokens that were verified, by their hash: the memory of a process holds no more tokens than it needs to. */
export class VerifiedTokens {
  readonly #options: VerifiedTokensOptions
  /** A map iterates in the order of insertion, so the first key is the one that was not used for longest. */
  readonly #entries = new Map<string, Entry>()

  constructor(options: VerifiedTokensOptions) {
    this.#options = options
  }

  get(token: string): Principal | undefined {
    const key = keyOf(token)
    const entry = this.#entries.get(key)
    if (entry === undefined) {
      return undefined
    }
    this.#entries.delete(key)
    const nowMs = this.#options.now()
    // A clock that was set back must not make an entry live longer.
    if (nowMs < entry.fromMs || nowMs >= entry.untilMs) {
      return undefined
    }
    this.#entries.set(key, entry)
    return entry.principal
  }

  set(token: string, principal: Principal): void {
    const { entriesMax, ttlMs, now } = this.#options
    const key = keyOf(token)
    const fromMs = now()
    const untilMs = Math.min(principal.expiresAtMs, fromMs + ttlMs)
    this.#entries.delete(key)
    this.#entries.set(key, { principal, fromMs, untilMs })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > entriesMax && oldest !== undefined) {
      this.#entries.delete(oldest)
    }
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64')
}
