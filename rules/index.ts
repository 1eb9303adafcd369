export { defaultRuleConfigurations } from './default-configurations.ts'
export { ruleRegistry } from './registry.ts'
