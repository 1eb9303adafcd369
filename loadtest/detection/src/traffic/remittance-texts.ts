/** What people and firms write, by kind of payment; `#` stands for a number. The first text is no text. */
const TEXTS = [
  '',
  'Thank you',
  'dinner',
  'lunch #',
  'trip',
  'gift',
  'birthday',
  'for you',
  'loan',
  'paying back #',
  'tickets',
  'groceries',
  'family',
  'flat',
  'car',
  'deposit',
  'rent #',
  'savings',
  'transfer',
  'own account',
  'Order #',
  'POS #',
  'Card purchase #',
  'Web order #',
  'Invoice #',
  'Invoice no. #',
  'Bill #',
  'Contract #',
  'Customer #',
  'Salary #',
  'Pension #',
  'Bonus #',
  'Refund #',
  'Payout #',
  'Donation',
  'Membership #',
  'Instalment #',
] as const

/** Numbers of the texts that each kind of payment draws from. */
export const TEXT_POOLS = {
  none: [0],
  private: [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 36],
  own: [0, 0, 17, 18, 19],
  purchase: [20, 21, 22, 22, 23, 0],
  invoice: [24, 24, 25, 26, 27, 28],
  rent: [16, 16, 27, 13],
  salary: [29],
  pension: [30],
  bonus: [31],
  refund: [32],
  payout: [33],
  donation: [34, 35, 1],
  instalment: [36, 36, 26, 8],
} as const satisfies Readonly<Record<string, readonly number[]>>
export type TextPool = keyof typeof TEXT_POOLS

const LARGE_FROM_EUROS = 500
const LARGE_POOLS: readonly TextPool[] = ['invoice', 'private']
const SMALL_POOLS: readonly TextPool[] = ['invoice', 'private', 'private', 'private', 'private', 'private']

/** The pools that texts of private payments of about so much are drawn from: lawful and illicit alike. */
export function privateTexts(euros: number): readonly TextPool[] {
  return euros > LARGE_FROM_EUROS ? LARGE_POOLS : SMALL_POOLS
}

const NUMBERS_MAX = 2 ** 20

/** Template and number in one whole number. */
export function packText(template: number, number: number): number {
  return template * NUMBERS_MAX + (number % NUMBERS_MAX)
}

export function templateOf(packed: number): number {
  return Math.floor(packed / NUMBERS_MAX)
}

/** The text as it is sent. */
export function renderText(packed: number): string {
  return (TEXTS[templateOf(packed)] ?? '').replace('#', String(packed % NUMBERS_MAX))
}
