import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { UndecodableMessageError } from './codec.ts'

const EvaluationIdSchema = Type.String({ minLength: 1 })

const AlertPayloadSchema = Type.Object({
  v: Type.Literal(1),
  kind: Type.Literal('alert'),
  evaluationId: EvaluationIdSchema,
})

/** Indexes are those of the plan, and so of the stored evaluation's results. */
const InterdictionPayloadSchema = Type.Object({
  v: Type.Literal(1),
  kind: Type.Literal('interdiction'),
  evaluationId: EvaluationIdSchema,
  interdiction: Type.Union([
    Type.Object({ kind: Type.Literal('typology'), typologyIndex: Type.Integer({ minimum: 0 }) }),
    Type.Object({ kind: Type.Literal('block'), ruleIndex: Type.Integer({ minimum: 0 }) }),
  ]),
})

const OutboxPayloadSchema = Type.Union([AlertPayloadSchema, InterdictionPayloadSchema])

/**
 * What an outbox entry says beside its message key: which evaluation leaves, and for an interdiction what asked for it. The documents
 * themselves are assembled by the relay, from the stored evaluation, when they are delivered.
 */
export type OutboxPayload = Static<typeof OutboxPayloadSchema>

const validator = Compile(OutboxPayloadSchema)

/** The payload as compact JSON. */
export function outboxPayloadText(payload: OutboxPayload): string {
  return JSON.stringify(payload)
}

/** @throws UndecodableMessageError for a text that is no payload of this version */
export function parseOutboxPayload(text: string): OutboxPayload {
  let candidate: unknown
  try {
    candidate = JSON.parse(text)
  } catch (cause) {
    throw new UndecodableMessageError("OutboxPayload at '': expected JSON", { cause })
  }
  if (!validator.Check(candidate)) {
    const problem = validator.Errors(candidate)[0]
    throw new UndecodableMessageError(
      `OutboxPayload at '${problem?.instancePath ?? ''}': ${problem?.message ?? 'is not as expected'}`,
    )
  }
  return candidate
}
