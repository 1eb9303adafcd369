/** What the exit code of a service tells its orchestrator. */
export const EXIT_CODE = {
  /** Stopped as asked, everything finished and released. */
  stopped: 0,
  /** Crashed, could not start, or could not stop cleanly in time. Starting again may help. */
  failed: 1,
  /** The settings are not acceptable. Starting again does not help before they are changed. */
  settings: 2,
} as const

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE]
