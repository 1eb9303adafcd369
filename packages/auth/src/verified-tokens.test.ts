import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Principal } from './principal.ts'
import { VerifiedTokens } from './verified-tokens.ts'

function principal(subject: string, expiresAtMs: number): Principal {
  return { tenantId: 'DEFAULT', claims: new Set(), subject, expiresAtMs }
}

describe('verified tokens', () => {
  it('are remembered until they run out, and no longer than the bound', () => {
    let nowMs = 1_000
    const tokens = new VerifiedTokens({ entriesMax: 10, ttlMs: 100, now: () => nowMs })
    tokens.set('long', principal('a', 5_000))
    tokens.set('short', principal('b', 1_050))
    nowMs = 1_049
    expect([tokens.get('long')?.subject, tokens.get('short')?.subject]).toEqual(['a', 'b'])
    nowMs = 1_050
    expect([tokens.get('long')?.subject, tokens.get('short')]).toEqual(['a', undefined])
    nowMs = 1_100
    expect(tokens.get('long')).toBeUndefined()
  })

  it('are forgotten when the clock is set back', () => {
    let nowMs = 1_000
    const tokens = new VerifiedTokens({ entriesMax: 10, ttlMs: 100, now: () => nowMs })
    tokens.set('a', principal('a', 5_000))
    nowMs = 999
    expect(tokens.get('a')).toBeUndefined()
  })

  it('that were used last are kept, so many and no more', () => {
    const uses = fc.array(
      fc.tuple(fc.constantFrom('set', 'get'), fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')),
    )
    fc.assert(
      fc.property(uses, fc.integer({ min: 1, max: 5 }), (steps, entriesMax) => {
        const tokens = new VerifiedTokens({ entriesMax, ttlMs: 100, now: () => 0 })
        let kept: readonly string[] = []
        for (const [step, token] of steps) {
          const isKept = kept.includes(token)
          if (step === 'get') {
            expect(tokens.get(token)?.subject).toBe(isKept ? token : undefined)
          }
          if (step === 'set') {
            tokens.set(token, principal(token, 1))
          }
          if (step === 'set' || isKept) {
            kept = [token, ...kept.filter((other) => other !== token)].slice(0, entriesMax)
          }
        }
      }),
    )
  })
})
