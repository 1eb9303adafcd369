import { createFactLayout } from '@pantau/contracts'
import type { FactLayout, LayoutSource } from '@pantau/contracts'

/** Layouts by their ids, and how often each was asked for. */
export function createFixtureLayouts(
  keysOf: Readonly<Record<string, readonly string[]>> = {},
): LayoutSource & { readonly asked: string[] } {
  const asked: string[] = []
  const layouts = new Map<string, FactLayout>(
    Object.entries(keysOf).map(([id, keys]) => [id, createFactLayout(keys)]),
  )
  return {
    asked,
    async layoutOf(id) {
      asked.push(id)
      return layouts.get(id)
    },
  }
}
