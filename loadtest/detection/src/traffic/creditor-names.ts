import type { AccountIdentity } from './account-directory.ts'
import type { Traffic } from './traffic.ts'

/** Of the payers of an account, so many write its holder's name in another way than the others: by heart, shortened, misspelt. */
const OTHER_SPELLING_SHARE = 0.02
const OTHER_SPELLINGS = [
  'Hodler',
  'Holdr',
  'H',
  'My Holder',
  'Holder Shop',
  'Family Holder',
  'Old Holder',
] as const
const TWO_TO_32 = 0x1_0000_0000

/** What the transfer calls the creditor, by the payment's index. A payer always writes an account's name in the same way. Pure. */
export function createCreditorNames(
  { payments }: Pick<Traffic, 'payments'>,
  identities: readonly AccountIdentity[],
): (payment: number) => string {
  return (payment) => {
    const [debtor = 0, creditor = 0] = [payments.debtor[payment], payments.creditor[payment]]
    const { holderNumber = '' } = identities[payments.creditorName[payment] ?? creditor] ?? {}
    const draw = scramble(debtor, creditor)
    const spelling =
      draw < OTHER_SPELLING_SHARE * TWO_TO_32
        ? (OTHER_SPELLINGS[draw % OTHER_SPELLINGS.length] ?? OTHER_SPELLINGS[0])
        : 'Holder'
    return `${spelling} ${holderNumber}`
  }
}

/** 32 bits that depend on the pair alone. */
function scramble(debtor: number, creditor: number): number {
  let mixed = Math.imul(debtor + 1, 0x9e3779b1) ^ Math.imul(creditor + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
