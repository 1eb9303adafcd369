import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { errorCodes } from '@pantau/contracts'
import { describe, expect, it } from 'vitest'
import { codeOf } from './tidy/code-of.ts'
import { filesEndingIn, isTestFile, readRepository } from './tidy/repository.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('error codes', () => {
  it('are listed in docs/errors.md, each with its status, meaning and advice', () => {
    const page = readFileSync(`${root}/docs/errors.md`, 'utf8')
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d+) +\| (.+?) +\| (\w+) +\|$/gm)].map((match) =>
      match.slice(1),
    )
    const table = Object.entries(errorCodes).map(([code, entry]) => [
      code,
      String(entry.httpStatus),
      entry.meaning,
      entry.retry,
    ])
    expect(rows).toEqual(table)
  })

  it('are the only ones that a service names', () => {
    const known = new Set(Object.keys(errorCodes))
    const unknown = filesEndingIn(readRepository(root), 'ts')
      .filter(
        (file) =>
          file.path.startsWith('services/') && !isTestFile(file.path) && !file.path.endsWith('/settings.ts'),
      )
      .flatMap((file) =>
        [...codeOf(file.text).matchAll(/['"`]((?:PANTAU|FST_ERR)_[A-Z_]+)['"`]/g)]
          .filter((match) => !known.has(match[1] ?? ''))
          .map((match) => `${file.path}: ${match[1]}`),
      )
    expect(unknown).toEqual([])
  })
})
