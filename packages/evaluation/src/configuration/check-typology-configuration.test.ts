import { describe, expect, it } from 'vitest'
import { exampleSet } from '../../test/example-configuration.ts'
import { checkTypologyConfiguration } from './check-typology-configuration.ts'

describe('a typology by itself', () => {
  it('is sound or not, whatever its rules can give', () => {
    for (const typology of exampleSet().typologies) {
      expect(checkTypologyConfiguration(typology)).toEqual([])
    }
  })

  it('names everything that is wrong with it, by its place', () => {
    const [typology] = exampleSet().typologies
    const [first, ...others] = typology!.rules
    const broken = {
      ...typology!,
      rules: [{ ...first!, termId: '7', wghts: [{ ref: '.01', wght: 'much' }] }, ...others],
      workflow: { alertThreshold: 0 },
      expression: ['Power', 'vCurrency', 'vNobody'],
    }
    expect(checkTypologyConfiguration(broken).map(({ path }) => path)).toEqual([
      '/rules/0/termId',
      '/rules/0/wghts/0/wght',
      '/expression/0',
      '/expression/2',
      '/workflow/alertThreshold',
    ])
  })
})
