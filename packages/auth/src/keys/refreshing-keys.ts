import type { AuthLog } from '../auth-log.ts'
import { KeysUnavailableError } from './keys-unavailable-error.ts'
import type { VerificationKey } from './verification-key.ts'

/** Keys are looked for no more often, however many tokens name keys that nobody knows. */
export const LOOK_AGAIN_AFTER_MS = 10_000
/** Keys that old are read again before they are used, so that one that was withdrawn stops working. */
export const REFRESH_AFTER_MS = 300_000
/** While the issuer cannot be reached, its keys are trusted for a day; then nobody can tell whether they still hold. */
export const KEEP_MAX_MS = 86_400_000

export interface RefreshingKeysOptions {
  /** @throws KeysUnavailableError */
  readonly load: () => Promise<readonly VerificationKey[]>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: AuthLog
}

interface LoadedKeys {
  readonly keys: readonly VerificationKey[]
  readonly atMs: number
}

/** The issuer's keys as they are now: new ones are found without a restart, and an issuer that is away for hours breaks nothing. */
export class RefreshingKeys {
  readonly #options: RefreshingKeysOptions
  #loaded: LoadedKeys | undefined
  #loading: Promise<LoadedKeys> | undefined
  #triedAtMs = Number.NEGATIVE_INFINITY
  #isFailing = false

  constructor(options: RefreshingKeysOptions) {
    this.#options = options
  }

  /** Reads the keys, whatever was tried before. @throws KeysUnavailableError */
  async load(): Promise<void> {
    await this.#load()
  }

  /** @throws KeysUnavailableError when none were ever read, or those that were are too old */
  async current(): Promise<readonly VerificationKey[]> {
    const loaded = this.#loaded
    const ageMs = this.#sinceMs(loaded?.atMs ?? Number.NEGATIVE_INFINITY)
    if (loaded === undefined || ageMs > KEEP_MAX_MS) {
      return (await this.#loadUnlessJustTried()).keys
    }
    return ageMs > REFRESH_AFTER_MS && this.#mayTry() ? this.#refresh(loaded.keys) : loaded.keys
  }

  /** Looks for other keys than these, unless it looked a moment ago; `undefined` when there are none. Never rejects. */
  async newerThan(keys: readonly VerificationKey[]): Promise<readonly VerificationKey[] | undefined> {
    if (this.#loaded !== undefined && this.#loaded.keys !== keys) {
      return this.#loaded.keys
    }
    try {
      return (await this.#loadUnlessJustTried()).keys
    } catch {
      // The attempt has logged it; for the token at hand there is no key.
      return undefined
    }
  }

  /** The keys as they are now, or those at hand when that cannot be told. An issuer that is known to be away is not waited for. */
  async #refresh(atHand: readonly VerificationKey[]): Promise<readonly VerificationKey[]> {
    const refreshed = this.#load().then(
      ({ keys }) => keys,
      () => atHand,
    )
    return this.#isFailing ? atHand : refreshed
  }

  async #loadUnlessJustTried(): Promise<LoadedKeys> {
    if (this.#loading === undefined && !this.#mayTry()) {
      throw new KeysUnavailableError('The keys were looked for a moment ago')
    }
    return this.#load()
  }

  #mayTry(): boolean {
    return this.#sinceMs(this.#triedAtMs) >= LOOK_AGAIN_AFTER_MS
  }

  /** A clock that was set back counts as time that passed, or nothing would be read again until it has caught up. */
  #sinceMs(atMs: number): number {
    return Math.abs(this.#options.now() - atMs)
  }

  /** Whoever needs the keys while they are being read waits for the same attempt. */
  #load(): Promise<LoadedKeys> {
    this.#loading ??= this.#attempt().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #attempt(): Promise<LoadedKeys> {
    const { load, now, log } = this.#options
    this.#triedAtMs = now()
    try {
      const loaded = { keys: await load(), atMs: this.#triedAtMs }
      if (this.#isFailing) {
        log.info({ keys: loaded.keys.length }, 'the keys that tokens are checked with can be read again')
      }
      this.#isFailing = false
      this.#loaded = loaded
      return loaded
    } catch (error) {
      this.#isFailing = true
      log.warn({ err: error }, 'the keys that tokens are checked with cannot be read')
      throw error
    }
  }
}
