import { createPublicKey } from 'node:crypto'
import { KeysUnavailableError } from './keys-unavailable-error.ts'
import { algorithmsOf } from './signature-algorithms.ts'
import { KEYS_MAX } from './verification-key.ts'
import type { VerificationKey } from './verification-key.ts'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]+-----END \1-----/g
const PUBLIC_LABELS: readonly string[] = ['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE']

/**
 * The public keys and certificates of a PEM text, in any order: while keys rotate it holds the old one and the new one.
 *
 * @throws KeysUnavailableError when a block is no such thing, in particular when it is a private key, or when a key is too weak
 */
export function parsePublicKeyPem(text: string): readonly VerificationKey[] {
  const blocks = [...text.matchAll(BLOCK)]
  if (blocks.length === 0 || blocks.length > KEYS_MAX) {
    throw new KeysUnavailableError(`The text holds ${blocks.length} PEM blocks, 1 to ${KEYS_MAX} are allowed`)
  }
  return blocks.map(([block, label = '']) => parseBlock(block, label))
}

function parseBlock(block: string, label: string): VerificationKey {
  if (!PUBLIC_LABELS.includes(label)) {
    throw new KeysUnavailableError(`A PEM block is no public key but a ${label}`)
  }
  const key = readKey(block)
  const algorithms = algorithmsOf(key)
  if (algorithms.length === 0) {
    throw new KeysUnavailableError('A public key is of no kind that tokens are signed with, or too weak')
  }
  return { keyId: undefined, algorithms, key }
}

function readKey(block: string): ReturnType<typeof createPublicKey> {
  try {
    return createPublicKey(block)
  } catch (cause) {
    throw new KeysUnavailableError('A public key cannot be read', { cause })
  }
}
