import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** How hard a password is to guess from its hash (RFC 7914, section 2). */
export interface ScryptCost {
  /** Binary logarithm of N. */
  readonly logN: number
  readonly r: number
  readonly p: number
}

export interface PasswordHash {
  readonly cost: ScryptCost
  readonly salt: Buffer
  readonly key: Buffer
}

/** One of the choices of the OWASP Password Storage Cheat Sheet: 32 MiB of memory, about 0.2 s. */
export const DEFAULT_COST: ScryptCost = { logN: 15, r: 8, p: 3 }

/** A hash in the users file may not ask for more work than this. */
const COST_MAX: ScryptCost = { logN: 17, r: 8, p: 8 }
const LOG_N_MIN = 14
const SALT_BYTES = 16
const KEY_BYTES = 32

/** The PHC string format: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
const TEXT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

export async function hashPassword(password: string, cost: ScryptCost = DEFAULT_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await deriveKey(password, salt, cost)
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(key)}`
}

/** `undefined` when the text is no such hash, or one that costs too little or too much to check. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const [, logN, r, p, salt = '', key = ''] = TEXT.exec(text) ?? []
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  const isBounded = cost.logN >= LOG_N_MIN && cost.logN <= COST_MAX.logN && cost.r === COST_MAX.r
  return isBounded && cost.p >= 1 && cost.p <= COST_MAX.p
    ? { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') }
    : undefined
}

/** Compares in constant time. */
export async function isPasswordOf(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await deriveKey(password, hash.salt, hash.cost), hash.key)
}

/** A hash that no password has: checking it takes as long as checking a user's. */
export function hashOfNobody(): PasswordHash {
  return { cost: DEFAULT_COST, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) }
}

function deriveKey(password: string, salt: Buffer, { logN, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** logN
  // Twice what RFC 7914 needs: the limit guards against mistakes, it reserves nothing.
  const options = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
