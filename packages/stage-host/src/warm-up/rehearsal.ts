/** What a warm-up runs: the code of the usual path, over what nobody sent, with no effect outside of the process. */
export interface Rehearsal {
  /** Runs the code once over a small batch. */
  round(): Promise<void>
  /** Opens what the code will need besides, such as connections; asked for once, after a few rounds. */
  prepare(): Promise<void>
  /** Lets go of everything that was only for it. */
  close(): Promise<void>
}

/** Whose payments rehearsals are about. Of them nothing is ever stored. */
export const REHEARSAL_TENANT_ID = 'pantau-warm-up'

/** Configurations that code is run under: it is the same code for all of them, on the paths that their rules take. */
export const REHEARSED_CONFIGURATIONS_MAX = 4
