import { readFile } from 'node:fs/promises'
import type { ServerOptions } from 'node:https'

/** Where the server's certificate is. With `caPath`, clients must show a certificate that this authority signed (mTLS). */
export interface TlsSettings {
  readonly certPath: string
  readonly keyPath: string
  readonly caPath?: string
}

/** A handshake must be over by then; Node would wait for two minutes. */
const HANDSHAKE_TIMEOUT_MS = 10_000
/**
 * How long a session may be resumed, which spares the signature of a handshake. Tickets are sealed with a key of this process, so they
 * open nothing elsewhere and nothing after its end.
 */
const SESSION_TIMEOUT_SECONDS = 3_600

/** A certificate or key cannot be read. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError'
}

/** What an HTTPS server needs; TLS 1.3 only, HTTP/1.1 only. @throws TlsFileError */
export async function loadTlsOptions(settings: TlsSettings): Promise<ServerOptions> {
  const [cert, key, ca] = await Promise.all([
    readPem(settings.certPath),
    readPem(settings.keyPath),
    settings.caPath === undefined ? undefined : readPem(settings.caPath),
  ])
  return {
    cert,
    key,
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    sessionTimeout: SESSION_TIMEOUT_SECONDS,
    ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
  }
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new TlsFileError(`The TLS file ${path} cannot be read`, { cause })
  }
}
