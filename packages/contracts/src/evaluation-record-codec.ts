import { Type } from 'typebox'
import type { Codec } from './codec.ts'
import type { EvaluationRecord } from './evaluation-record.ts'
import { createJsonCodec } from './json-codec.ts'
import { DurationNsSchema, HeaderSchema } from './wire/header-wire.ts'
import { RuleResultsSchema, ruleResultsFromWire, ruleResultsToWire } from './wire/rule-result-wire.ts'
import {
  TypologyResultsSchema,
  typologyResultsFromWire,
  typologyResultsToWire,
} from './wire/typology-result-wire.ts'

export const evaluationRecordCodec: Codec<EvaluationRecord> = createJsonCodec({
  name: 'EvaluationRecord',
  version: 1,
  properties: {
    header: HeaderSchema,
    evaluationId: Type.String({ minLength: 1 }),
    status: Type.Enum(['ALRT', 'NALT']),
    ruleResults: RuleResultsSchema,
    typologyResults: TypologyResultsSchema,
    evaluatedAtMs: Type.Integer(),
    adjudicationNs: DurationNsSchema,
  },
  toWire: (record) => ({
    ...record,
    ruleResults: ruleResultsToWire(record.ruleResults),
    typologyResults: typologyResultsToWire(record.typologyResults),
  }),
  fromWire: (wire) => ({
    header: wire.header,
    evaluationId: wire.evaluationId,
    status: wire.status,
    ruleResults: ruleResultsFromWire(wire.ruleResults),
    typologyResults: typologyResultsFromWire(wire.typologyResults),
    evaluatedAtMs: wire.evaluatedAtMs,
    adjudicationNs: wire.adjudicationNs,
  }),
})
