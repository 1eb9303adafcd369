import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import selfsigned from 'selfsigned'

const VALID_DAYS = 365
const DAY_MS = 86_400_000
/** Made anew when it would end this soon. */
const RENEW_BEFORE_MS = 7 * DAY_MS

export interface LocalCertificate {
  readonly certPath: string
  readonly keyPath: string
  /** PEM, for clients that are to trust exactly this certificate. */
  readonly certificate: string
}

/**
 * A self-signed certificate (ECDSA P-256, SHA-256) for `localhost` and `127.0.0.1`, kept in `directory` and reused until it is about to end.
 * For one's own machine only; a real installation configures its own certificates.
 */
export async function localCertificate(directory: string, nowMs: number): Promise<LocalCertificate> {
  const certPath = join(directory, 'localhost.crt')
  const keyPath = join(directory, 'localhost.key')
  const kept = await readCertificate(certPath, nowMs)
  if (kept !== undefined) {
    return { certPath, keyPath, certificate: kept }
  }
  const made = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - DAY_MS),
    notAfterDate: new Date(nowMs + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeFile(keyPath, made.private, { mode: 0o600 })
  await writeFile(certPath, made.cert)
  return { certPath, keyPath, certificate: made.cert }
}

async function readCertificate(path: string, nowMs: number): Promise<string | undefined> {
  let pem: string
  try {
    pem = await readFile(path, 'utf8')
  } catch {
    return undefined // None was made yet.
  }
  const endsAtMs = Date.parse(new X509Certificate(pem).validTo)
  return endsAtMs - nowMs > RENEW_BEFORE_MS ? pem : undefined
}
