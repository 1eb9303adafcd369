import { expect, test } from 'vitest'
import { ruleNameOf } from './rule-name.ts'

test('a rule is named by its number and its title', () => {
  expect(ruleNameOf('120', 'Distinct payees of Debtor-side accounts')).toEqual({
    id: '120@1.0.0',
    number: '120',
    title: 'Distinct payees of Debtor-side accounts',
    folder: '120-distinct-payees-of-debtor-side-accounts',
    exportName: 'distinctPayeesOfDebtorSideAccounts',
  })
})

test.each(['', '12', '012', '099', '1200', '12a', '-120', '120@1.0.0', '../1'])(
  'the number %j is refused',
  (number) => {
    expect(() => ruleNameOf(number, 'Distinct payees')).toThrow('--id must be a number from 100 to 999')
  },
)

// One word could be one that the language keeps for itself.
test.each([
  '',
  'default',
  '1 payee',
  'Payees ',
  "Payees' accounts",
  'Payees/accounts',
  'A ../b',
  'a '.repeat(40) + 'b',
])('the title %j is refused', (title) => {
  expect(() => ruleNameOf('120', title)).toThrow('--title must be two words or more')
})
