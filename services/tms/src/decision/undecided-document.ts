import type { PaymentAction } from '@pantau/evaluation'
import type { AwaitedProgress } from './progress-watcher.ts'

/** What a decision lacks, as a caller is told. */
export const MISSING = {
  'credit-transfer': 'The credit transfer (pacs.008) of this report has not come',
  evaluation: 'The evaluation is not finished yet',
  'evaluation-in-quarantine':
    'A stage refused the message: there is no evaluation before somebody has looked at it',
  'readable-evaluation': 'There is an evaluation that could not be read',
  'database-answer': 'Whether there is an evaluation could not be found out in time',
  'place-to-wait': 'Too many messages wait for their decisions already',
} as const
export type Missing = keyof typeof MISSING

/** There is no decision by the deadline: what to do until there is one, by the policy of who runs this, and what is missing. */
export interface UndecidedDocument {
  readonly state: 'undecided'
  readonly action: PaymentAction
  readonly missing: Missing
  readonly message: string
}

/** There will be no decision. */
export interface NotEvaluatedDocument {
  readonly state: 'not-evaluated'
  readonly message: string
}

export const NOT_EVALUATED: NotEvaluatedDocument = {
  state: 'not-evaluated',
  message: 'Nothing is evaluated: the configuration has no plan for this message',
}

export function undecidedDocument(missing: Missing, action: PaymentAction): UndecidedDocument {
  return { state: 'undecided', action, missing, message: MISSING[missing] }
}

/** What a message lacks that is not decided and will be. */
export function missingOf(progress: Exclude<AwaitedProgress['kind'], 'decided' | 'recorded'>): Missing {
  switch (progress) {
    case 'parked':
      return 'credit-transfer'
    case 'due':
      return 'evaluation'
    case 'quarantined':
      return 'evaluation-in-quarantine'
    case 'unreadable':
      return 'readable-evaluation'
    case 'unknown':
      return 'database-answer'
  }
}
