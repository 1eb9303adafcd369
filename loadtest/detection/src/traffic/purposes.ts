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
] as const
export type Purpose = (typeof PURPOSES)[number]

/** What people give as a purpose when they pay each other or a craftsman, for small and for large sums: lawful and illicit alike. */
export const SMALL_PURPOSES: readonly Purpose[] = ['', '', '', 'OTHR', 'INTC', 'GDDS']
export const LARGE_PURPOSES: readonly Purpose[] = ['', '', 'OTHR', 'LOAN', 'GDDS', 'SUPP']
const LARGE_FROM_EUROS = 500

/** The pool of purposes for a private payment of about so much. */
export function privatePurposes(euros: number): readonly Purpose[] {
  return euros > LARGE_FROM_EUROS ? LARGE_PURPOSES : SMALL_PURPOSES
}

export function purposeNumber(purpose: Purpose): number {
  return PURPOSES.indexOf(purpose)
}
