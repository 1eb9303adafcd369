export { settings } from './settings.ts'
export type { AdminSettings } from './settings.ts'
