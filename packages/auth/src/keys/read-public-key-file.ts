import { readFile } from 'node:fs/promises'
import { KeysUnavailableError } from './keys-unavailable-error.ts'
import { parsePublicKeyPem } from './parse-public-key-pem.ts'
import type { VerificationKey } from './verification-key.ts'

/** Reads public keys or certificates (PEM) of a file. @throws KeysUnavailableError */
export async function readPublicKeyFile(path: string): Promise<readonly VerificationKey[]> {
  return parsePublicKeyPem(await readText(path))
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new KeysUnavailableError(`The public key file ${path} cannot be read`, { cause })
  }
}
