import { messageKeyText, spanFields } from '@pantau/contracts'
import type { ConfigurationSource, EvaluationRecord, MessageKey, Span } from '@pantau/contracts'
import { assembleDecision } from '@pantau/evaluation'
import type { DecisionDocument, PaymentAction, Plan } from '@pantau/evaluation'
import type { Log } from '@pantau/service-runtime'
import type { EvaluationItem } from '@pantau/store'
import type { AcceptRequest } from '../acceptor.ts'
import type { TenantPlaces } from '../admission/tenant-places.ts'
import type { ProgressWatcher } from './progress-watcher.ts'
import { missingOf, NOT_EVALUATED, undecidedDocument } from './undecided-document.ts'
import type { NotEvaluatedDocument, UndecidedDocument } from './undecided-document.ts'
import { waitPreference } from './wait-preference.ts'
import type { WaitPreference } from './wait-preference.ts'

const NS_PER_MS = 1_000_000

/** The member `decision` of an answer. */
export type ReplyDocument = DecisionDocument | UndecidedDocument | NotEvaluatedDocument

export const REPLY_RESULTS = ['decided', 'undecided', 'not-evaluated', 'no-place'] as const
export type ReplyResult = (typeof REPLY_RESULTS)[number]

export interface DecisionRepliesDeps {
  readonly watcher: Pick<ProgressWatcher, 'watch'>
  /** For messages whose decisions are waited for. */
  readonly places: Pick<TenantPlaces, 'take'>
  /** Where thresholds are. */
  readonly configurations: Pick<ConfigurationSource, 'byDigest'>
  /** The policy: what a caller is told to do with a payment that is not decided in time. */
  readonly undecided: PaymentAction
  readonly waitMaxMs: number
  readonly log: Log
  /** Told about every decision in a reply, with the time since the request came. */
  readonly onReplied: (result: ReplyResult, elapsedMs: number) => void
}

/** A message that is on record, whose caller wants its decision. */
export interface ExpectedDecision {
  readonly request: Pick<AcceptRequest, 'tenantId' | 'parsed' | 'receivedAtNs' | 'span'>
  /** What was decided in the transaction that accepted it. */
  readonly decided?: readonly EvaluationItem[] | undefined
  /** Tells once that the caller has left. */
  readonly onLeft: (listener: () => void) => void
}

/** What an answer carries for who asked for the decision. */
export interface DecisionReply {
  /** The value of `Preference-Applied`. */
  readonly applied: string
  readonly document: ReplyDocument
}

/** Resolves with the decision, or by the deadline with what is missing. Never rejects: the message is on record whatever happens here. */
export type WantedDecision = (expected: ExpectedDecision) => Promise<DecisionReply>

/** Puts decisions into replies: at once where a message was decided as it was accepted, else as soon as its evaluation is on record. */
export class DecisionReplies {
  readonly #deps: DecisionRepliesDeps

  constructor(deps: DecisionRepliesDeps) {
    this.#deps = deps
  }

  /** How to get what a request prefers; undefined where that is not the decision in its reply. @param header the value of `Prefer` */
  wantedBy(header: string | readonly string[] | undefined): WantedDecision | undefined {
    if (header === undefined) {
      return undefined
    }
    const preference = waitPreference(String(header), this.#deps.waitMaxMs)
    return preference === undefined ? undefined : (expected) => this.#reply(preference, expected)
  }

  async #reply({ waitMs, applied }: WaitPreference, expected: ExpectedDecision): Promise<DecisionReply> {
    const { request } = expected
    const key = keyOf(request)
    const own = ownRecord(expected.decided, key)
    const document =
      own === undefined
        ? await this.#wait(key, waitMs - elapsedMsOf(request), expected)
        : await this.#decided(own, request.span)
    const isTold = document.state !== 'undecided' || document.missing !== 'place-to-wait'
    this.#deps.onReplied(isTold ? document.state : 'no-place', elapsedMsOf(request))
    return { applied, document }
  }

  async #wait(
    key: MessageKey,
    forMs: number,
    { request: { span }, onLeft }: ExpectedDecision,
  ): Promise<ReplyDocument> {
    const { watcher, places, undecided, log } = this.#deps
    const release = places.take(key.tenantId)
    if (release === undefined) {
      return undecidedDocument('place-to-wait', undecided)
    }
    const waiting = span?.child('wait for the decision')
    const { over, leave } = watcher.watch(key, Math.max(0, forMs))
    onLeft(leave)
    const progress = await over
    release()
    waiting?.set({ 'pantau.message.progress': progress.kind })
    waiting?.end()
    if (progress.kind === 'decided') {
      return this.#decided(progress.record, span)
    }
    if (progress.kind === 'recorded') {
      return NOT_EVALUATED
    }
    if (progress.kind === 'unreadable') {
      log.error({ err: progress.error, ...spanFields(span) }, 'an evaluation on record could not be read')
    }
    return undecidedDocument(missingOf(progress.kind), undecided)
  }

  async #decided(record: EvaluationRecord, span: Span | undefined): Promise<DecisionDocument> {
    return assembleDecision(record, await this.#planOf(record, span))
  }

  /** Without it, thresholds are missing from the reply: no reason to keep the decision back. */
  async #planOf({ header }: EvaluationRecord, span: Span | undefined): Promise<Plan | undefined> {
    const { configurations, log } = this.#deps
    try {
      const configuration = await configurations.byDigest(header.configDigest)
      return configuration?.compiled.planFor(header.transactionType)
    } catch (error) {
      log.warn({ err: error, ...spanFields(span) }, 'a decision was told without its thresholds')
      return undefined
    }
  }
}

function keyOf({ tenantId, parsed }: ExpectedDecision['request']): MessageKey {
  return { tenantId, transactionType: parsed.transactionType, messageId: parsed.messageId }
}

/** With a message, others may have been decided that waited for it. */
function ownRecord(decided: ExpectedDecision['decided'], key: MessageKey): EvaluationRecord | undefined {
  const text = messageKeyText(key)
  return decided?.find(({ record }) => messageKeyText(record.header) === text)?.record
}

function elapsedMsOf({ receivedAtNs }: ExpectedDecision['request']): number {
  return Number(process.hrtime.bigint() - receivedAtNs) / NS_PER_MS
}
