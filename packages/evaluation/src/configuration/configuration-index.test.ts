import { array, assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigurationIndex } from './configuration-index.ts'
import { configurationKey } from './configuration-key.ts'

describe('an index of configurations', () => {
  it('finds what a map by whole names finds, whatever the names', () => {
    const text = constantFrom('', '1', '11', '1@1', '","', '__proto__')
    const name = record({ id: text, cfg: text })
    assert(
      property(array(name), name, (names, asked) => {
        const parts = names.map((each, place) => ({ ...each, place }))
        const expected = new Map(parts.map((part) => [configurationKey(part), part]))
        const index = new ConfigurationIndex(parts, (part) => part)
        expect(index.get(asked)).toBe(expected.get(configurationKey(asked)))
      }),
    )
  })
})
