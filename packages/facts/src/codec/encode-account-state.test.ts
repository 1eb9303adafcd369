import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldAttempt } from '../fold/fold-attempt.ts'
import { foldSettlement } from '../fold/fold-settlement.ts'
import type { PayeeHistory } from '../payee-history.ts'
import { createAccountState, sectionsOf } from '../state/account-state.ts'
import type { AccountState } from '../state/account-state.ts'
import { OutdatedAccountStateError, UndecodableAccountStateError } from './account-state-errors.ts'
import { ACCOUNT_STATE_VERSION, decodeAccountState, encodeAccountState } from './encode-account-state.ts'

const START_MS = Date.UTC(2026, 4, 4, 9, 30)
const DAY_MS = 86_400_000
const ACCOUNT = 'DE89370400440532013000IBANBANKDEFFXXX'

/** An account that paid and was paid so often, by and to so many others. */
function usedAccount(payments: number, others: number, variety = 1): AccountState {
  const state = createAccountState()
  const payees = new Map<string, PayeeHistory>()
  for (let index = 0; index < payments; index++) {
    const other = `DE${10_000_000_000 + ((index * index) % others)}IBANBANKDEFFXXX`
    const isSent = index % 2 === 0
    const atMs = START_MS + Math.floor((index * 60 * DAY_MS) / payments)
    const payment = {
      debtorAccountId: isSent ? ACCOUNT : other,
      creditorAccountId: isSent ? other : ACCOUNT,
      atMs,
      amountMinor: BigInt(500 + ((index * 104_729) % 250_000)) ** (index % 7 === 6 ? BigInt(variety) : 1n),
      currency: index % 5 < variety ? 'EUR' : 'JPY',
      text: variety === 1 ? `Invoice ${index}` : `Rechnung ${index} – 東京`,
      ...(variety > 1 && index % 3 === 0
        ? { location: { latitudeDegrees: 52.5 - index / 7, longitudeDegrees: -13.4 + index } }
        : {}),
      debtorNameTag: 2 ** 48 - 1 - (index % (variety === 1 ? 1 : 11)),
      creditorNameTag: variety === 1 ? 2 ** 48 - 1 : index % 13,
    }
    const counterpart = createAccountState()
    const [debtor, creditor] = isSent ? [state, counterpart] : [counterpart, state]
    foldAttempt(debtor, creditor, atMs - (index % 4 === 3 ? 1_000 : 0))
    const key = `${isSent} ${other}`
    payees.set(key, foldSettlement(debtor, creditor, payees.get(key), payment))
  }
  return state
}

/** Decodes every part; encoding writes all of them anew. */
function readWhole(bytes: Uint8Array): AccountState {
  const state = decodeAccountState(bytes)
  for (const section of sectionsOf(state)) {
    section.change()
  }
  return state
}

describe('a state as bytes', () => {
  test.each([
    [0, 1, 1],
    [1, 1, 2],
    [5, 3, 1],
    [128, 20, 1],
    [700, 90, 3],
  ])('of %d payments with %d accounts survives', (payments, others, variety) => {
    const state = usedAccount(payments, others, variety)
    const bytes = encodeAccountState(state)
    const values = sectionsOf(state).map((section) => section.read())
    expect(sectionsOf(decodeAccountState(bytes)).map((section) => section.read())).toEqual(values)
    expect(encodeAccountState(decodeAccountState(bytes))).toEqual(bytes)
    expect(encodeAccountState(readWhole(bytes))).toEqual(bytes)
  })

  test('goes on where it was left', () => {
    const [whole, other] = [usedAccount(50, 7, 2), createAccountState()]
    const reread = decodeAccountState(encodeAccountState(whole))
    for (const state of [whole, reread]) {
      foldSettlement(state, other, undefined, {
        debtorAccountId: ACCOUNT,
        creditorAccountId: 'NEW',
        atMs: START_MS,
        amountMinor: 2n ** 63n - 1n,
        currency: 'EUR',
      })
    }
    expect(encodeAccountState(reread)).toEqual(encodeAccountState(whole))
  })

  test('of the layout before names is read as one of an account without names', () => {
    const state = createAccountState()
    foldAttempt(state, createAccountState(), START_MS)
    const bytes = encodeAccountState(state)
    const sizesLength = 12
    expect(bytes[sizesLength]).toBe(0)
    const before = Uint8Array.of(1, ...bytes.slice(1, sizesLength), ...bytes.slice(sizesLength + 1))
    expect(encodeAccountState(decodeAccountState(before))).toEqual(bytes)
  })

  test('stays small', () => {
    expect(encodeAccountState(createAccountState()).length).toBe(13)
    expect(encodeAccountState(usedAccount(5, 3)).length).toBeLessThan(420)
    expect(encodeAccountState(usedAccount(128, 20)).length).toBeLessThan(2_048)
    expect(encodeAccountState(usedAccount(20_000, 3_000, 3)).length).toBeLessThan(8_448)
  })
})

describe('bytes that are no state of this layout', () => {
  const bytes = encodeAccountState(usedAccount(80, 9, 3))

  test('a layout that is too old has to be rebuilt', () => {
    expect(() => decodeAccountState(Uint8Array.of(0, 1, 2, 3))).toThrow(OutdatedAccountStateError)
  })

  test('a newer layout is not taken for something else', () => {
    const newer = bytes.slice()
    newer[0] = ACCOUNT_STATE_VERSION + 1
    expect(() => decodeAccountState(newer)).toThrow(UndecodableAccountStateError)
  })

  test('too few and too many are refused, wherever they end', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeAccountState(bytes.slice(0, length))).toThrow(UndecodableAccountStateError)
    }
    expect(() => decodeAccountState(Uint8Array.of(...bytes, 0))).toThrow(UndecodableAccountStateError)
  })

  test('a list that is longer than any can be is refused before anything is made of it', () => {
    // The sizes of twelve parts, the first of which says that 2^50 accounts follow.
    const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]
    const hostile = Uint8Array.of(
      ACCOUNT_STATE_VERSION,
      huge.length,
      ...Array.from({ length: 11 }, () => 0),
      ...huge,
    )
    expect(() => readWhole(hostile)).toThrow('a list is longer than it can be')
  })

  test('a number that is longer than it needs to be is refused, so that equal states have equal bytes', () => {
    expect(() =>
      decodeAccountState(
        Uint8Array.of(ACCOUNT_STATE_VERSION, 0x80, 0, ...Array.from({ length: 11 }, () => 0)),
      ),
    ).toThrow('a number is longer than it needs to be')
  })

  test('whatever the bytes are, they are read or refused', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(changes, (edits) => {
        const changed = bytes.slice()
        for (const [place, byte] of edits) {
          changed[place] = byte
        }
        expect(refusalOf(changed)).toBeOneOf([
          undefined,
          'OutdatedAccountStateError',
          'UndecodableAccountStateError',
        ])
      }),
      { numRuns: 2_000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(refusalOf(Uint8Array.of(ACCOUNT_STATE_VERSION, ...noise))).toBeOneOf([
          undefined,
          'UndecodableAccountStateError',
        ])
      }),
      { numRuns: 1_000 },
    )
  })
})

function refusalOf(bytes: Uint8Array): string | undefined {
  try {
    readWhole(bytes)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.name : 'no error'
  }
}
