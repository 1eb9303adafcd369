export { createDecider } from './create-decider.ts'
export type { DeciderDeps } from './create-decider.ts'
export { evaluationChain, ONE_GROUP } from './evaluation-chain.ts'
export type { EvaluationChainDeps } from './evaluation-chain.ts'
