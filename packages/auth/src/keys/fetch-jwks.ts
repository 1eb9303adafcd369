import { KeysUnavailableError } from './keys-unavailable-error.ts'
import { parseJwks } from './parse-jwks.ts'
import type { VerificationKey } from './verification-key.ts'

/** A request that needs a new key waits so long at most. */
const FETCH_TIMEOUT_MS = 5_000

const DOCUMENT_BYTES_MAX = 262_144

/** Reads the issuer's keys. Follows no redirection: the keys come from the address that was configured. @throws KeysUnavailableError */
export async function fetchJwks(
  url: string,
  timeoutMs: number = FETCH_TIMEOUT_MS,
): Promise<readonly VerificationKey[]> {
  return parseJwks(await fetchText(url, timeoutMs))
}

async function fetchText(url: string, timeoutMs: number): Promise<string> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      headers: { accept: 'application/jwk-set+json, application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new KeysUnavailableError(`The issuer answered ${response.status}`)
    }
    return await boundedText(response)
  } catch (cause) {
    throw cause instanceof KeysUnavailableError
      ? cause
      : new KeysUnavailableError("The issuer's keys cannot be fetched", { cause })
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > DOCUMENT_BYTES_MAX) {
      throw new KeysUnavailableError(`The issuer's keys exceed ${DOCUMENT_BYTES_MAX} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
