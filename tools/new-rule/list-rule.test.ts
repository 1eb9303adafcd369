import { describe, expect, test } from 'vitest'
import { listRule } from './list-rule.ts'
import { ruleNameOf } from './rule-name.ts'

const REGISTRY = `import type { Rule } from '@pantau/rule-kit'
import { first } from './101-first/rule.ts'
import { last } from './901-last/rule.ts'
import { flow } from './efrup-flow/rule.ts'

/** Every rule. */
const rules: readonly Rule[] = [
  first,
  last,
  flow,
]

export const registry = { rules: [...rules] }
`

describe('a list with one more rule', () => {
  test('has it in the order of the folders, and is otherwise as it was', () => {
    const listed = listRule(REGISTRY, 'registry.ts', ruleNameOf('120', 'Between the two'))
    expect(listed).toBe(
      REGISTRY.replace(
        'import { last }',
        "import { betweenTheTwo } from './120-between-the-two/rule.ts'\nimport { last }",
      ).replace('[\n  first,\n  last,\n  flow,\n]', '[first, betweenTheTwo, last, flow]'),
    )
  })

  test('may have it first', () => {
    const listed = listRule(REGISTRY, 'registry.ts', ruleNameOf('100', 'Before them'))
    expect(listed.split('\n')[1]).toBe("import { beforeThem } from './100-before-them/rule.ts'")
    expect(listed).toContain('[beforeThem, first, last, flow]')
  })
})

describe('refused', () => {
  test('a name that another rule has', () => {
    const named = REGISTRY.replaceAll('last', 'betweenTheTwo')
    expect(() => listRule(named, 'registry.ts', ruleNameOf('120', 'Between the two'))).toThrow(
      'The title gives the name betweenTheTwo, which the rule in 901-betweenTheTwo has',
    )
  })

  test.each([
    ['registry.ts', ''],
    ['registry.ts', REGISTRY.replace('readonly Rule[]', 'Rule')],
    ['index.ts', REGISTRY],
  ])('a text that is no list: %s', (file, text) => {
    expect(() => listRule(text, file, ruleNameOf('120', 'Between the two'))).toThrow(
      `${file} does not look like a list of rules`,
    )
  })
})
