/** Codes of ISO 20022's external purpose code set; the first says nothing and leaves the field empty. */
export const PURPOSES = [
  '',
  'GDDS',
  'SALA',
  'PENS',
  'RENT',
  'UBIL',
  'OTHR',
  'SUPP',
  'CHAR',
  'INTC',
  'LOAN',
  'EDUC',
  'REFU',
  'IVPT',
] as const
export type Purpose = (typeof PURPOSES)[number]

export function purposeNumber(purpose: Purpose): number {
  return PURPOSES.indexOf(purpose)
}
