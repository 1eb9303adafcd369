import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import selfsigned from 'selfsigned'

export interface TestCertificate {
  readonly certPath: string
  readonly keyPath: string
  /** PEM, for the driver that is to trust it. */
  readonly certificate: string
}

/** A self-signed ECDSA certificate for 127.0.0.1, for one run. */
export async function createTestCertificate(folder: string): Promise<TestCertificate> {
  const { cert, private: key } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  const certPath = join(folder, 'ingress.crt')
  const keyPath = join(folder, 'ingress.key')
  await writeFile(keyPath, key, { mode: 0o600 })
  await writeFile(certPath, cert)
  return { certPath, keyPath, certificate: cert }
}
