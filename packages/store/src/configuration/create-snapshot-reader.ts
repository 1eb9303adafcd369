import { BoundedCache } from '@pantau/contracts'
import { parseConfigurationSet } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import { readSnapshot } from './read-snapshot.ts'

/** Sets that are kept parsed; the one read longest ago goes first. */
export const SNAPSHOTS_MAX = 16

/** Reads activated sets by digest. They are immutable, so what is kept is never stale. */
export interface SnapshotReader {
  /**
   * `undefined` when none was ever activated under this digest; `unreadable` when its form is not one that this build knows.
   * @throws StoreUnavailableError
   */
  read(digest: string): Promise<ConfigurationSet | 'unreadable' | undefined>
}

/** Reads and parses each set once for everybody who asks: a set of many typologies is some hundred kilobytes of JSON. */
export function createSnapshotReader(pool: StorePool): SnapshotReader {
  const kept = new BoundedCache<Promise<ConfigurationSet | 'unreadable' | undefined>>(SNAPSHOTS_MAX)

  async function readOnce(digest: string): Promise<ConfigurationSet | 'unreadable' | undefined> {
    let found: ConfigurationSet | 'unreadable' | undefined
    try {
      found = await parsed(pool, digest)
    } catch (error) {
      kept.delete(digest)
      throw error
    }
    if (found === undefined) {
      // It may still be activated.
      kept.delete(digest)
    }
    return found
  }

  return {
    read(digest) {
      const known = kept.get(digest)
      if (known !== undefined) {
        return known
      }
      const reading = readOnce(digest)
      kept.set(digest, reading)
      return reading
    },
  }
}

async function parsed(pool: StorePool, digest: string): Promise<ConfigurationSet | 'unreadable' | undefined> {
  const document = await readSnapshot(pool, digest)
  if (document === undefined) {
    return undefined
  }
  const parsing = parseConfigurationSet(document)
  return 'problems' in parsing ? 'unreadable' : parsing.set
}
