import { expect, test } from 'vitest'
import {
  prospectivePayment,
  rejectedPayment,
  selfTransfer,
  settledPayment,
  statuslessPayment,
} from './payment-variants.ts'
import type { GivenFacts, RuleProbe } from './rule-probe.ts'

type Found = ReturnType<RuleProbe>

/** What every rule does that judges payments which settle. `given` are facts under which it finds `found` for the example payment. */
export function testSettlingOnly(probe: RuleProbe, given: GivenFacts, found: Found): void {
  test('a payment that settled, or may still settle, is judged', () => {
    expect(probe(settledPayment, given)).toEqual(found)
    expect(probe(prospectivePayment, given)).toEqual(found)
  })

  test.each(['RJCT', 'ACSC', 'PDNG', 'accc', ''])('a payment of status %j is not', (status) => {
    expect(probe({ ...rejectedPayment, status }, given)).toEqual(['.x00', 0])
  })

  test('a status report without a status is an error', () => {
    expect(() => probe(statuslessPayment, given)).toThrow('The message carries no transaction status')
  })

  testNoSelfTransfer(probe, given)
}

/** What every rule does that judges payments of any status alike. */
export function testAnyStatus(probe: RuleProbe, given: GivenFacts, found: Found): void {
  test.each([
    ['settled', settledPayment],
    ['rejected', rejectedPayment],
    ['prospective', prospectivePayment],
    ['without a status', statuslessPayment],
  ])('a payment that is %s is judged', (_name, payment) => {
    expect(probe(payment, given)).toEqual(found)
  })

  testNoSelfTransfer(probe, given)
}

/** What every rule does that counts this payment only if it settles. */
export function testCountedIfSettling(
  probe: RuleProbe,
  given: GivenFacts,
  found: Found,
  withoutThisPayment: Found,
): void {
  test('a payment counts if it settled, or may still settle', () => {
    expect(probe(settledPayment, given)).toEqual(found)
    expect(probe(prospectivePayment, given)).toEqual(found)
    expect(probe(rejectedPayment, given)).toEqual(withoutThisPayment)
  })

  test('a status report without a status is an error', () => {
    expect(() => probe(statuslessPayment, given)).toThrow('The message carries no transaction status')
  })

  testNoSelfTransfer(probe, given)
}

function testNoSelfTransfer(probe: RuleProbe, given: GivenFacts): void {
  test('a transfer from an account to itself is not judged', () => {
    expect(probe(selfTransfer, given)).toEqual(['.x02', 0])
  })
}
