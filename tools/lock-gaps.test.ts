import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findLockGaps } from './lock-gaps.ts'
import type { LockFile } from './lock-gaps.ts'

describe('findLockGaps', () => {
  it('finds an optional dependency wherever Node would, and tells the one that is nowhere', () => {
    const optionalDependencies = { beside: '1', below: '1', nowhere: '1' }
    const lock = {
      packages: {
        '': { optionalDependencies: { beside: '1' } },
        'node_modules/turbo': { optionalDependencies },
        'node_modules/turbo/node_modules/below': {},
        'node_modules/beside': {},
      },
    }
    expect(findLockGaps(lock)).toEqual([
      'node_modules/turbo needs nowhere, which package-lock.json does not hold',
    ])
  })

  it('finds none in package-lock.json', () => {
    const lock: LockFile = JSON.parse(
      readFileSync(fileURLToPath(new URL('../package-lock.json', import.meta.url)), 'utf8'),
    )
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
    expect(findLockGaps(lock)).toEqual([])
  })
})
