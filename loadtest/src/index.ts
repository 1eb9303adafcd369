export type { Answer } from './answer.ts'
export { answerLabel } from './answer.ts'
export type { ArrivalSchedule } from './arrival-schedule.ts'
export { constantArrivals, poissonArrivals } from './arrival-schedule.ts'
