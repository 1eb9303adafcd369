import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debtorFields, fillRowTemplate, ROW_FIELDS, rowTemplate } from './row-template.ts'
import type { RowMarkers } from './row-template.ts'

/** Distinct, and one is part of another. */
const MARKERS: RowMarkers = {
  paymentId: 'MarkOfId',
  debtorNumber: '4111111113',
  debtorAccount: 'ID4111111113',
  debtorAgent: 'BANK1',
  creditorNumber: '4222222228',
  creditorAccount: 'ID4222222228',
  creditorAgent: 'BANK4',
  amountMajor: '7654321.89',
  amountMinor: '765432189',
  createdAt: '2001-02-03T04:05:06.789Z',
  createdAtMs: '981173106789',
  reportedAt: '2001-02-03T04:05:06.829Z',
  reportedAtMs: '981173106829',
  expiresAt: '2001-02-04T04:05:06.789Z',
  transferAcceptedAtMs: '1790000000001',
  reportAcceptedAtMs: '1790000000002',
  status: 'ACCC',
  tenantId: 'MarkOfTenant',
  evaluationId: '01234567-89ab-7cde-8f01-23456789abcd',
  debtorNameTag: '165690808540655',
  creditorNameTag: '224059487765570',
}

describe('the template of a row', () => {
  it('has places where the fields of its payment were', () => {
    expect(rowTemplate('{"Id":"ID4111111113","Nm":"Holder 4111111113","Pct":"5 %"}', MARKERS)).toBe(
      '{"Id":"%3$s","Nm":"Holder %2$s","Pct":"5 %%"}',
    )
    const template = rowTemplate('ID4111111113 at BANK1 to ID4222222228', MARKERS)
    expect(fillRowTemplate(template, { ...debtorFields(17), creditorAccount: 'there' })).toBe(
      'ID0000000017 at PANTAUB1 to there',
    )
  })

  it('filled with what it was made from is the text itself', () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom(...ROW_FIELDS.map((field) => MARKERS[field]), '%', '%1$s'),
    )
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join('')
        expect(fillRowTemplate(rowTemplate(text, MARKERS), MARKERS)).toBe(text)
      }),
    )
  })

  it('is not filled with less than it needs', () => {
    expect(() => fillRowTemplate('%1$s', {})).toThrow(TypeError)
  })
})
