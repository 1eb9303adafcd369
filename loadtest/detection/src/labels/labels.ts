/** What a payment really is. The system under test never sees any of this. */
export const ORDINARY = 0
/** Ordinary, but of a kind that resembles a scheme. */
export const LOOK_ALIKE = 1
export const ILLICIT = 2

export const ROLES = ['none', 'victim-out', 'collect', 'layer', 'disperse', 'return', 'test'] as const
export type Role = (typeof ROLES)[number]

/** One run of a scenario: the case that ought to be found. */
export interface SchemeInstance {
  /** The scenario's name in the scenario file. */
  readonly scenario: string
  /** Evades usual windows and limits. */
  readonly adaptive: boolean
  /** Began after the parameters moved. */
  readonly drifted: boolean
  readonly startMs: number
}

export interface AccountLabel {
  readonly account: number
  readonly instance: number
  readonly fromMs: number
  readonly toMs: number
}

/** The truth about every payment, by the same index as the traffic's payments. */
export interface Labels {
  readonly count: number
  readonly kind: Uint8Array
  /** Index into `groups`. */
  readonly group: Uint16Array
  /** Scheme instance or look-alike instance, by kind; `NO_INSTANCE` for ordinary payments. */
  readonly instance: Int32Array
  /** Index into `ROLES`. */
  readonly role: Uint8Array
  /** Whole euro cents. */
  readonly valueCents: Float64Array
  /** Names of scenarios and of look-alike classes; the first is that of ordinary payments. */
  readonly groups: readonly string[]
  readonly instances: readonly SchemeInstance[]
  readonly lookAlikeInstances: number
  /** Accounts of offenders; victims are none. */
  readonly accounts: readonly AccountLabel[]
}

export const NO_INSTANCE = -1
