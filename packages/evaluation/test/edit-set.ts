import { compileConfiguration } from '../src/index.ts'
import type { ConfigurationProblem, ConfigurationSet } from '../src/index.ts'
import { exampleRegistry } from './example-configuration.ts'

/** Everything that is wrong with a set under the example registry. */
export function problemsOf(set: unknown): readonly ConfigurationProblem[] {
  const compilation = compileConfiguration(set, exampleRegistry)
  return 'problems' in compilation ? compilation.problems : []
}

/** One thing to break: its name, what to put where (see `editSet`), and where the problem must be found with which words. */
export type Refusal = readonly [name: string, pointer: string, value: unknown, path: string, message: string]

/** Sets what a JSON pointer points to; `undefined` removes it, and `-` appends to a list. */
export function editSet(set: ConfigurationSet, pointer: string, value: unknown): ConfigurationSet {
  const tokens = pointer.split('/').slice(1)
  const last = tokens.pop() ?? ''
  let parent: unknown = set
  for (const token of tokens) {
    parent = (parent as Record<string, unknown>)[token]
  }
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last)
    parent.splice(index, 1, ...(value === undefined ? [] : [value]))
  } else if (value === undefined) {
    delete (parent as Record<string, unknown>)[last]
  } else {
    ;(parent as Record<string, unknown>)[last] = value
  }
  return set
}
