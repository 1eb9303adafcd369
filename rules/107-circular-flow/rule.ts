import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** Whether this payment brings money back to where it came from, and over how many payments. */
export const circularFlow = defineRule({
  id: '107@1.0.0',
  title: 'Money that returns to where it came from',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ flow: { kind: 'returning-flow' } }),
  evaluate: ({ payment, facts: { flow } }) =>
    exitUnlessSettling(payment) ?? (flow.hops === null ? exit('.x01') : measure(flow.hops)),
})
