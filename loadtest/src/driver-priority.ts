import { constants, getPriority, setPriority } from 'node:os'

/** What the operating system lets the driver have, for the report. */
export type DriverPriority = 'above the system' | 'as the system'

/**
 * Lets the driver go before what it measures where both share processors: a driver that waits for a processor sends late and reads answers
 * late, and that would look like the system's latency. Only for processes started before; those started later inherit it.
 */
export function raiseDriverPriority(): DriverPriority {
  try {
    setPriority(Math.min(getPriority(), constants.priority.PRIORITY_HIGH))
    return 'above the system'
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      // Not everybody may (EACCES, EPERM).
      return 'as the system'
    }
    throw error
  }
}
