export type { ConfigurationProblem } from './configuration/configuration-problem.ts'
export { ConfigurationSetSchema } from './configuration/configuration-set.ts'
export type { ConfigurationSet } from './configuration/configuration-set.ts'
export { NetworkMapSchema } from './configuration/network-map.ts'
export type {
  MappedMessage,
  NetworkMap,
  RuleReference,
  TypologyReference,
} from './configuration/network-map.ts'
export { BandSchema, CasesSchema, RuleConfigurationSchema } from './configuration/rule-configuration.ts'
export type { Band, Cases, RuleConfiguration } from './configuration/rule-configuration.ts'
export { TypologyConfigurationSchema } from './configuration/typology-configuration.ts'
export type { TypologyConfiguration } from './configuration/typology-configuration.ts'
export type { DecisionStatus } from './decision/decision.ts'
export type { OutcomeTable, RuleOutcome } from './outcome/outcome-table.ts'
export { ERROR_OUTCOME } from './outcome/rule-result.ts'
export type { RuleResult } from './outcome/rule-result.ts'
export type { CompiledConfiguration, Plan, PlannedRule } from './plan/plan.ts'
export type { CompiledTypology, WeightedRule } from './typology/compiled-typology.ts'
export type { TypologyResult } from './typology/typology-result.ts'
