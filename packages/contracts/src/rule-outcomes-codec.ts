import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import type { RuleOutcomes } from './stage-messages.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { PartSchema } from './wire/part-wire.ts'
import { RuleResultsSchema, ruleResultsFromWire, ruleResultsToWire } from './wire/rule-result-wire.ts'

export const ruleOutcomesCodec: Codec<RuleOutcomes> = createJsonCodec({
  name: 'RuleOutcomes',
  version: 1,
  properties: { header: HeaderSchema, part: PartSchema, ruleResults: RuleResultsSchema },
  toWire: (outcomes) => ({
    header: outcomes.header,
    part: outcomes.part,
    ruleResults: ruleResultsToWire(outcomes.ruleResults),
  }),
  fromWire: (wire) => ({
    header: wire.header,
    part: wire.part,
    ruleResults: ruleResultsFromWire(wire.ruleResults),
  }),
})
