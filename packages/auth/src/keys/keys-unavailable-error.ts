/** The keys that tokens are checked with cannot be had, or are not usable. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError'
}
