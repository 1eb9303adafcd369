export { createEventDirectorStage } from './event-director.ts'
export type { EventDirectorDeps } from './event-director.ts'
