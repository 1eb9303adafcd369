import type { Statement } from '../connection/statement.ts'
import { answersOf, NO_ANSWER } from './rehearsed-answer.ts'
import type { RehearsedAnswer } from './rehearsed-answer.ts'
import { RehearsedHistory } from './rehearsed-history.ts'
import { textsOf } from './statement-values.ts'
import type { TextValue } from './statement-values.ts'

const claimAnswer = answersOf({
  tenant_id: 'text',
  transaction_type: 'text',
  message_id: 'text',
  accepted_at_ms: 'int8',
})
const layoutAnswer = answersOf({ names: 'text' })
const evaluationsAnswer = answersOf({ position: 'int8' })

/**
 * What a rehearsal has on record, and how the statements of the usual path are answered from it: every key is new, history is what was
 * written before, every evaluation is the first. Other statements are answered with no rows.
 */
export class RehearsedRecord {
  readonly #nowMs: () => number
  readonly #history = new RehearsedHistory()
  readonly #layouts = new Map<TextValue, TextValue>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** @throws TypeError for values that the statement of this name has not */
  answer({ name = '', values = [] }: Statement<unknown>): RehearsedAnswer {
    switch (name) {
      case 'claim-messages':
      case 'claim-messages-with-accounts':
        return this.#claim(values)
      case 'insert-layouts':
        this.#noteLayouts(values)
        return NO_ANSWER
      case 'select-layout':
        return layoutAnswer(
          [...this.#layouts].filter(([id]) => id === values[0]).map(([, names]) => ({ names })),
        )
      case 'insert-instructions':
        this.#history.notePayments(values)
        return NO_ANSWER
      case 'update-account-states':
        this.#history.noteAccounts(values)
        return NO_ANSWER
      case 'insert-payee-histories':
      case 'update-payee-histories':
        this.#history.notePayees(values)
        return NO_ANSWER
      case 'insert-evaluations':
        return evaluationsAnswer(textsOf(values, 0).map((_, index) => ({ position: String(index + 1) })))
      default:
        return name.startsWith('read-history') ? this.#history.read(values) : NO_ANSWER
    }
  }

  #claim(values: readonly unknown[]): RehearsedAnswer {
    const [tenants, types] = [textsOf(values, 0), textsOf(values, 1)]
    const accepted_at_ms = String(this.#nowMs())
    return claimAnswer(
      textsOf(values, 2).map((message_id, index) => ({
        tenant_id: tenants[index] ?? null,
        transaction_type: types[index] ?? null,
        message_id,
        accepted_at_ms,
      })),
    )
  }

  #noteLayouts(values: readonly unknown[]): void {
    const names = textsOf(values, 1)
    for (const [index, id] of textsOf(values, 0).entries()) {
      this.#layouts.set(id, names[index] ?? null)
    }
  }
}
