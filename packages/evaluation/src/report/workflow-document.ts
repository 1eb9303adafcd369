import type { TypologyResultDocument } from './report-document.ts'

interface Workflow {
  readonly alertThreshold: number
  readonly interdictionThreshold?: number | undefined
  /** Id of the event-flow rule, as configured. */
  readonly flowProcessor?: string | undefined
}

/** What a typology's score is held against, as reports say it: what is not configured is not there. */
export function workflowDocument({
  alertThreshold,
  interdictionThreshold,
  flowProcessor,
}: Workflow): TypologyResultDocument['workflow'] {
  return {
    alertThreshold,
    ...(interdictionThreshold === undefined ? {} : { interdictionThreshold }),
    ...(flowProcessor === undefined ? {} : { flowProcessor }),
  }
}
