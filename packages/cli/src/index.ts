export { COMMANDS, runCommand } from './run-command.ts'
export type { Terminal } from './run-command.ts'
export { settings } from './settings.ts'
