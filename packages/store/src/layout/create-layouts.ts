import { createHash } from 'node:crypto'
import type { Layout } from './layout.ts'

/** Layouts that are at hand: one for each message type of an active configuration, and what is left of those before. */
const LAYOUTS_MAX = 64
const ID_LENGTH = 22

/** Finds the layout of a list of names without hashing it each time. */
export interface Layouts {
  of(names: readonly string[]): Layout
}

export function createLayouts(): Layouts {
  let latest: readonly Layout[] = []
  return {
    of(names) {
      const found = latest.find((layout) => isEqual(layout.names, names))
      if (found !== undefined) {
        return found
      }
      const layout = { id: layoutId(names), names }
      latest = [layout, ...latest.slice(0, LAYOUTS_MAX - 1)]
      return layout
    },
  }
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index])
}

/** 132 bits of SHA-256. */
function layoutId(names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('base64url').slice(0, ID_LENGTH)
}
