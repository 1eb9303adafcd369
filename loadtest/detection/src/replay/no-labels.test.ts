import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))

/** The files that a file reaches by its imports, itself included. */
function reachedFrom(path: string, reached = new Set<string>()): ReadonlySet<string> {
  if (!reached.has(path)) {
    reached.add(path)
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      reachedFrom(join(dirname(path), target), reached)
    }
  }
  return reached
}

/** The folders of the sources that the files of one folder reach, tests left out. */
function foldersReachedFrom(folder: string): ReadonlySet<string> {
  const names: readonly string[] = readdirSync(join(SOURCE, folder))
  const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const reached = files.flatMap((name) => [...reachedFrom(join(SOURCE, folder, name))])
  return new Set(reached.map((path) => relative(SOURCE, path).split('/')[0] ?? ''))
}

describe('the truth', () => {
  it.each(['replay', 'traffic'])('is out of reach of %s', (folder) => {
    const reached = foldersReachedFrom(folder)
    expect(reached).toContain('traffic')
    for (const hidden of ['labels', 'generator', 'scenarios', 'scoring']) {
      expect(reached).not.toContain(hidden)
    }
  })

  it('is in reach of the scorer, so that this test would see it', () => {
    expect(foldersReachedFrom('scoring')).toContain('labels')
  })
})
