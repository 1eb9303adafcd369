import type { Rule } from '@pantau/rule-kit'
import { outgoingPaymentsDebtor } from './901-outgoing-payments-debtor/rule.ts'
import { incomingPaymentsCreditor } from './902-incoming-payments-creditor/rule.ts'
import { eventFlow } from './efrup-event-flow/rule.ts'

/** Every rule of this library, written out: a rule that is not listed here does not exist. */
const rules: readonly Rule[] = [outgoingPaymentsDebtor, incomingPaymentsCreditor, eventFlow]

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

/** The rules that this build can run, by `<name>@<version>`. */
export const ruleRegistry = {
  rules,
  find: (ruleId: string): Rule | undefined => rulesById.get(ruleId),
}
