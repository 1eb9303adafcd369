export type { EvaluationItem, EvaluationWriter } from './evaluation-writer.ts'
export { createTadpStage } from './tadp.ts'
export type { TadpDeps } from './tadp.ts'
export { alertsOnlySetting } from './settings.ts'
