export { createTypologyProcessorStage } from './typology-processor.ts'
export type { TypologyProcessorDeps } from './typology-processor.ts'
