import { describe, expect, it } from 'vitest'
import { DEFAULT_COST, hashOfNobody, hashPassword, isPasswordOf, parsePasswordHash } from './password-hash.ts'
import type { PasswordHash } from './password-hash.ts'

const CHEAP = { logN: 14, r: 8, p: 1 }
const SALT = 'Z1kjFr0ThXjlwMS4pfQztg'
const KEY = 'zETF/Z4KWfyot20lcbYpSAkb6tyx56qfRUZfWHZ0Pmg'

async function parsedHash(password: string): Promise<PasswordHash> {
  const hash = parsePasswordHash(await hashPassword(password, CHEAP))
  if (hash === undefined) {
    throw new Error('The hash that was made cannot be read')
  }
  return hash
}

describe('a password', () => {
  it.each(['x', 'correct horse battery staple', 'pässwörd 🔑', 'a'.repeat(256)])(
    '%s is known again',
    async (password) => {
      const hash = await parsedHash(password)
      expect(hash.cost).toEqual(CHEAP)
      expect(await isPasswordOf(password, hash)).toBe(true)
      expect(await isPasswordOf(`${password} `, hash)).toBe(false)
    },
  )

  it('has another hash every time', async () => {
    const hashes = await Promise.all([hashPassword('x', CHEAP), hashPassword('x', CHEAP)])
    expect(new Set(hashes).size).toBe(2)
  })

  it('was hashed by others in the same way (RFC 7914, section 12)', async () => {
    const key = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex')
    const hash = { cost: { logN: 14, r: 8, p: 1 }, salt: Buffer.from('SodiumChloride'), key }
    expect(await isPasswordOf('pleaseletmein', hash)).toBe(true)
  })

  it("is nobody's when there is no user, at the usual cost", async () => {
    expect(hashOfNobody().cost).toEqual(DEFAULT_COST)
    expect(await isPasswordOf('', hashOfNobody())).toBe(false)
  })
})

describe('a hash', () => {
  it('is read', () => {
    expect(parsePasswordHash(`$scrypt$ln=15,r=8,p=3$${SALT}$${KEY}`)).toEqual({
      cost: DEFAULT_COST,
      salt: Buffer.from(SALT, 'base64'),
      key: Buffer.from(KEY, 'base64'),
    })
  })

  it.each([
    ['is a password', 'password'],
    ['costs too little', `$scrypt$ln=13,r=8,p=1$${SALT}$${KEY}`],
    ['costs more memory than there is', `$scrypt$ln=30,r=8,p=1$${SALT}$${KEY}`],
    ['costs more time than there is', `$scrypt$ln=15,r=8,p=99$${SALT}$${KEY}`],
    ['costs nothing', `$scrypt$ln=15,r=8,p=0$${SALT}$${KEY}`],
    ['has no salt', `$scrypt$ln=15,r=8,p=3$$${KEY}`],
    ['is cut off', `$scrypt$ln=15,r=8,p=3$${SALT}$${KEY.slice(1)}`],
    ['is of another kind', `$argon2id$v=19$m=65536,t=3,p=4$${SALT}$${KEY}`],
  ])('is refused when it %s', (_what, text) => {
    expect(parsePasswordHash(text)).toBeUndefined()
  })
})
