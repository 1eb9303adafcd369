export { defaultRuleConfigurations } from './default-configurations.ts'
export { parityRuleConfigurations } from './parity-configurations.ts'
export { ruleRegistry } from './registry.ts'
