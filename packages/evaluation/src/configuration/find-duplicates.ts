import { configurationKey } from './configuration-key.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'

/** Each entry whose (id, cfg) an earlier entry has already; `path` points to the list. */
export function findDuplicates(
  entries: readonly { readonly id: string; readonly cfg: string }[],
  path: string,
): readonly ConfigurationProblem[] {
  const seen = new Set<string>()
  return entries.flatMap((entry, index) => {
    const key = configurationKey(entry)
    if (seen.has(key)) {
      return [{ path: `${path}/${index}`, message: `${entry.id} with cfg ${entry.cfg} is listed twice` }]
    }
    seen.add(key)
    return []
  })
}
