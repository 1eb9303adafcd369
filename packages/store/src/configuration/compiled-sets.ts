import { BoundedCache } from '@pantau/contracts'
import type { ActivatedConfiguration, ConfigurationSource } from '@pantau/contracts'
import type { Compilation } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import { readSnapshot } from './read-snapshot.ts'

/** Sets that are kept compiled; the one used longest ago goes first. */
export const COMPILED_MAX = 64
/** How long to wait for a process of another version when a set does not compile here. */
const UNUSABLE_RETRY_AFTER_MS = 5_000

/** A set was activated that this process cannot run: it needs a rule that this version does not have. */
export class UnusableConfigurationError extends Error {
  override readonly name = 'UnusableConfigurationError'
  readonly retryAfterMs = UNUSABLE_RETRY_AFTER_MS
  readonly digest: string

  constructor(digest: string, problem: string) {
    super(`The active configuration ${digest} cannot be used by this version: ${problem}`)
    this.digest = digest
  }
}

/** The sets that messages name, compiled once each. Sets are immutable, so what is kept is never stale. */
export function createCompiledSets(deps: {
  readonly pool: StorePool
  readonly compile: (candidate: unknown) => Compilation
}): ConfigurationSource {
  const { pool } = deps
  const compiled = new BoundedCache<ActivatedConfiguration>(COMPILED_MAX)
  return {
    async byDigest(digest: string): Promise<ActivatedConfiguration | undefined> {
      const known = compiled.get(digest)
      if (known !== undefined) {
        return known
      }
      const document = await readSnapshot(pool, digest)
      if (document === undefined) {
        return undefined
      }
      const compilation = deps.compile(document)
      if ('problems' in compilation) {
        const [problem] = compilation.problems
        throw new UnusableConfigurationError(digest, `${problem?.path ?? ''} ${problem?.message ?? ''}`)
      }
      compiled.set(digest, compilation)
      return compilation
    },
  }
}
