import { describeUnknownDigest, describeUnknownLayout } from '@pantau/contracts'
import type { PartRulesSources } from './part-rules.ts'
import type { LackingUnit, RunRequest } from './thread-protocol.ts'

/** What was found for a thread, and why the other units can have no results. */
export interface FetchedMissing extends Pick<RunRequest, 'configurations' | 'layouts'> {
  readonly refused: ReadonlyMap<number, string>
}

/** Finds what a thread lacks, each once. @throws what a source throws when it cannot be asked */
export async function fetchMissing(
  lacking: readonly LackingUnit[],
  { configurations, layouts }: PartRulesSources,
): Promise<FetchedMissing> {
  const sets = await findEach(
    lacking.map(({ digest }) => digest),
    async (digest) => (await configurations.byDigest(digest))?.set,
  )
  const names = await findEach(
    lacking.map(({ layout }) => layout),
    async (layout) => (await layouts.layoutOf(layout))?.keys,
  )
  const refused = new Map<number, string>()
  for (const { unit, digest, layout } of lacking) {
    if (digest !== undefined && !sets.has(digest)) {
      refused.set(unit, describeUnknownDigest(digest))
    } else if (layout !== undefined && !names.has(layout)) {
      refused.set(unit, describeUnknownLayout(layout))
    }
  }
  return {
    configurations: [...sets].map(([digest, set]) => ({ digest, set })),
    layouts: [...names].map(([id, keys]) => ({ id, keys })),
    refused,
  }
}

async function findEach<T>(
  ids: readonly (string | undefined)[],
  find: (id: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>()
  for (const id of new Set(ids)) {
    const value = id === undefined ? undefined : await find(id)
    if (id !== undefined && value !== undefined) {
      found.set(id, value)
    }
  }
  return found
}
