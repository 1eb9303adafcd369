import { defineRule, exit, measure } from '@pantau/rule-kit'
import { accountsWithThisPayment, newAccountsWithThisPayment } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** Which share of those who paid the creditor account in a trailing window had never paid it before, with this payment. */
export const senderNoveltyCreditor = defineRule({
  id: '111@1.0.0',
  title: 'Share of new senders of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({
    senders: { kind: 'counterparties', party: 'creditor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate({ payment, facts: { senders }, parameters: { minimumNumberOfSenders } }) {
    const early = exitUnlessSettling(payment)
    const all = accountsWithThisPayment(senders)
    if (early !== undefined || all < minimumNumberOfSenders) {
      return early ?? exit('.x01')
    }
    return measure(newAccountsWithThisPayment(senders) / all)
  },
})
