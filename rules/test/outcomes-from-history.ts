import { createFactCapture } from '@pantau/facts'
import type { MemoryBook } from '@pantau/facts'
import { compileOutcomeTable, RuleConfigurationSchema } from '@pantau/evaluation'
import { createExamplePayment, createFactLookup } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import { defaultRuleConfigurations, ruleRegistry } from '../index.ts'

const NOON_MS = Date.UTC(2026, 4, 4, 12)
const schema = Compile(RuleConfigurationSchema)
const configurations = defaultRuleConfigurations.map((candidate) => schema.Parse(candidate))

/** One settled payment: from, to, how long before noon, amount in euro cents. */
export type Transfer = readonly [from: string, to: string, ageMs: number, amountMinor: number]

let transfers = 0
/** The report of its settlement, dated before noon of a day. */
export function payment([from, to, ageMs, amountMinor]: Transfer): Payment {
  const endToEndId = `E2E-${++transfers}`
  const money = { amountMinor: BigInt(amountMinor), currency: 'EUR' }
  const example = createExamplePayment()
  return {
    ...example,
    endToEndId,
    occurredAtMs: NOON_MS - ageMs,
    instruction: {
      ...example.instruction,
      endToEndId,
      debtor: { accountId: from, entityId: `holder of ${from}` },
      creditor: { accountId: to, entityId: `holder of ${to}` },
      instructed: money,
      settlement: money,
    },
  }
}

/** The outcome under the default configuration, as found by the credit transfer, by the report of its settlement, and when that is repeated. */
export function outcomesOf(
  id: string,
  subject: Payment,
  book: MemoryBook,
): readonly (readonly [string, number])[] {
  const rule = ruleRegistry.find(id)
  const configuration = configurations.find((each) => each.id === id)
  const bound = rule?.bind(configuration?.config.parameters)
  if (rule === undefined || configuration === undefined || bound === undefined || 'problems' in bound) {
    throw new Error(`${id} has no sound default configuration`)
  }
  const outcomes = compileOutcomeTable(rule, configuration.config)
  const capture = createFactCapture(bound.rule.facts)
  const judge = (message: Payment): readonly [string, number] => {
    const facts = capture(message, book.history(message))
    book.accept(message)
    const { outcome, value } = outcomes.place(bound.rule.evaluate(message, createFactLookup(facts)))
    return [outcome, value]
  }
  const { status: _absent, ...transfer } = subject
  return [judge({ ...transfer, transactionType: 'pacs.008.001.10' }), judge(subject), judge(subject)]
}
