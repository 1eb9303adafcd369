import type { CompiledConfiguration, ConfigurationSet } from '@pantau/evaluation'

/** A configuration set that was activated once, with what it compiles to. */
export interface ActivatedConfiguration {
  readonly set: ConfigurationSet
  readonly compiled: CompiledConfiguration
}

/** Finds activated configurations; the store implements it. */
export interface ConfigurationSource {
  /**
   * Undefined: the store was asked, and no configuration was ever activated under this digest.
   *
   * @throws an error with `retryAfterMs` when the store cannot be asked right now
   */
  byDigest(digest: string): Promise<ActivatedConfiguration | undefined>
}
