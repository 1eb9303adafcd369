import { codeOf } from './code-of.ts'
import type { RepositoryFile } from './repository.ts'

export interface Import {
  readonly specifier: string
  /** From 1. */
  readonly line: number
}

const IMPORT = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g

/** Every module that a TypeScript file imports, re-exports, or loads by name. */
export function importsOf(file: RepositoryFile): readonly Import[] {
  const code = codeOf(file.text)
  return [...code.matchAll(IMPORT)].map((match) => ({
    specifier: match[2] ?? '',
    line: code.slice(0, match.index).split('\n').length,
  }))
}

/** `@pantau/stream/x` → `@pantau/stream`, `pino/file` → `pino`. */
export function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
