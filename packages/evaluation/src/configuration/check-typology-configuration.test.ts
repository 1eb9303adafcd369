import { describe, expect, it } from 'vitest'
import { editSet } from '../../test/edit-set.ts'
import { exampleSet } from '../../test/example-configuration.ts'
import { checkTypologyConfiguration } from './check-typology-configuration.ts'

describe('a typology by itself', () => {
  it('is sound or not, whatever its rules can give', () => {
    for (const typology of exampleSet().typologies) {
      expect(checkTypologyConfiguration(typology)).toEqual([])
    }
  })

  it('names everything that is wrong with it, by its place', () => {
    const pointers: readonly (readonly [string, unknown])[] = [
      ['/typologies/0/rules/0/termId', '7'],
      ['/typologies/0/rules/0/wghts/0/wght', 'much'],
      ['/typologies/0/workflow', { alertThreshold: 0 }],
      ['/typologies/0/expression', ['Power', 'vCurrency', 'vNobody']],
    ]
    const broken = pointers.reduce((set, [pointer, value]) => editSet(set, pointer, value), exampleSet())
    expect(
      broken.typologies
        .slice(0, 1)
        .flatMap(checkTypologyConfiguration)
        .map(({ path }) => path),
    ).toEqual([
      '/rules/0/termId',
      '/rules/0/wghts/0/wght',
      '/expression/0',
      '/expression/2',
      '/workflow/alertThreshold',
    ])
  })
})
