export { evaluationChain, ONE_GROUP } from './evaluation-chain.ts'
export type { EvaluationChainDeps } from './evaluation-chain.ts'
