import type { KnownIds } from '../acceptance/known-ids.ts'
import type { Layout } from './layout.ts'

/** Layouts that are named and may not be stored yet, each once. */
export function missingLayouts(
  named: readonly { readonly layout: Layout }[],
  stored: KnownIds,
): readonly Layout[] {
  const missing = new Map<string, Layout>()
  for (const { layout } of named) {
    if (!stored.has(layoutKey(layout))) {
      missing.set(layout.id, layout)
    }
  }
  return [...missing.values()]
}

/** How a layout is named among known ids. */
export function layoutKey({ id }: Layout): string {
  return `layout\u0000${id}`
}
