import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import type { TypologyOutcomes } from './stage-messages.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { RuleResultsSchema, ruleResultsFromWire, ruleResultsToWire } from './wire/rule-result-wire.ts'
import {
  TypologyResultsSchema,
  typologyResultsFromWire,
  typologyResultsToWire,
} from './wire/typology-result-wire.ts'

export const typologyOutcomesCodec: Codec<TypologyOutcomes> = createJsonCodec({
  name: 'TypologyOutcomes',
  version: 1,
  properties: {
    header: HeaderSchema,
    ruleResults: RuleResultsSchema,
    typologyResults: TypologyResultsSchema,
  },
  toWire: (outcomes) => ({
    header: outcomes.header,
    ruleResults: ruleResultsToWire(outcomes.ruleResults),
    typologyResults: typologyResultsToWire(outcomes.typologyResults),
  }),
  fromWire: (wire) => ({
    header: wire.header,
    ruleResults: ruleResultsFromWire(wire.ruleResults),
    typologyResults: typologyResultsFromWire(wire.typologyResults),
  }),
})
