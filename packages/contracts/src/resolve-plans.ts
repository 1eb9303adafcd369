import type { Plan } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { UndecodableMessageError } from './codec.ts'
import type { ActivatedConfiguration, ConfigurationSource } from './configuration-source.ts'
import type { EvaluationHeader } from './evaluation-header.ts'

/** A message that was read, with the plan that its configuration has for it; or why it can never be evaluated. */
export type PlanResolution<T> =
  | { readonly kind: 'planned'; readonly message: T; readonly plan: Plan }
  | { readonly kind: 'refused'; readonly reason: string }

/** A message that can be read, such as an `Encoded` one. */
export interface Readable<T> {
  /** @throws UndecodableMessageError */
  value(): T
}

/**
 * Reads each message of a batch and finds its plan; every configuration is asked for once. The answers are in the order of the batch.
 *
 * @throws what the source throws when it cannot be asked: then nothing of the batch can be told, and all of it has to be tried again
 */
export async function resolvePlans<T extends { readonly header: EvaluationHeader }>(
  batch: readonly Readable<T>[],
  source: ConfigurationSource,
): Promise<readonly PlanResolution<T>[]> {
  const opened = batch.map((message) => open(message))
  const configurations = new Map<string, ActivatedConfiguration | undefined>()
  for (const item of opened) {
    if (item.kind === 'opened' && !configurations.has(item.message.header.configDigest)) {
      const digest = item.message.header.configDigest
      configurations.set(digest, await source.byDigest(digest))
    }
  }
  return opened.map((item) => {
    if (item.kind === 'refused') {
      return item
    }
    const { configDigest, transactionType } = item.message.header
    const configuration = configurations.get(configDigest)
    if (configuration === undefined) {
      return refused(describeUnknownDigest(configDigest))
    }
    const plan = configuration.compiled.planFor(transactionType)
    return plan === undefined
      ? refused(describeMissingPlan(configDigest, transactionType))
      : { kind: 'planned', message: item.message, plan }
  })
}

/** Why a message is refused whose configuration is not to be found. */
export function describeUnknownDigest(configDigest: string): string {
  return `No configuration was ever activated under the digest ${configDigest}`
}

/** Why a message is refused that its configuration has no plan for. */
export function describeMissingPlan(configDigest: string, transactionType: TransactionType): string {
  return `The configuration ${configDigest} plans nothing for ${transactionType}`
}

type Opened<T> = { readonly kind: 'opened'; readonly message: T } | Refused
interface Refused {
  readonly kind: 'refused'
  readonly reason: string
}

function refused(reason: string): Refused {
  return { kind: 'refused', reason }
}

function open<T>(message: Readable<T>): Opened<T> {
  try {
    return { kind: 'opened', message: message.value() }
  } catch (error) {
    if (error instanceof UndecodableMessageError) {
      return refused(error.message)
    }
    throw error
  }
}
