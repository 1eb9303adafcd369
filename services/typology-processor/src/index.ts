export type { CollectedParts, PartStore, StoredPart } from './part-store.ts'
export { createTypologyProcessorStage } from './typology-processor.ts'
export type { TypologyProcessorDeps } from './typology-processor.ts'
