/** What a module exports that is no registry of rules. */
export const ruleRegistry = { rules: [] }
