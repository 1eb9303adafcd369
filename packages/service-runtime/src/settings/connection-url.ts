import { Secret } from './secret.ts'
import { SettingsError } from './settings-error.ts'

/**
 * A URL with its password put in, for the client library that wants both as one string. A secret from here on.
 *
 * @throws SettingsError when the URL has no place for a password (no host: a Unix socket)
 */
export function connectionUrl(url: string, password: Secret | undefined): Secret {
  if (password === undefined) {
    return new Secret(url)
  }
  const joined = new URL(url)
  joined.password = encodeURIComponent(password.reveal())
  if (joined.password === '') {
    throw new SettingsError([
      `A ${joined.protocol} URL without a host cannot carry the password that is set beside it`,
    ])
  }
  return new Secret(joined.href)
}
