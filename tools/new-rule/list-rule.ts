import type { RuleName } from './rule-name.ts'

const IMPORT = /^import (?:\{ (\w+) \}|(\w+)) from '\.\/([^/']+)\//
const LIST = /: readonly (?:Rule|unknown)\[\] = \[[^\]]*\]/

/** The files that list every rule, and how each imports one. */
export const LISTS: Readonly<Record<string, (name: RuleName) => string>> = {
  'registry.ts': ({ exportName, folder }) => `import { ${exportName} } from './${folder}/rule.ts'`,
  'default-configurations.ts': ({ exportName, folder }) =>
    `import ${exportName} from './${folder}/config.default.json' with { type: 'json' }`,
}

interface Entry {
  readonly line: string
  readonly exportName: string
  readonly folder: string
}

/**
 * The text of one of `LISTS` with one more rule, in the order of the folders. Its list is put on one line, which the formatter breaks.
 * @throws RangeError for a name that is taken, and for a text that is no such list
 */
export function listRule(text: string, file: string, name: RuleName): string {
  const importOf = LISTS[file]
  const lines = text.split('\n')
  const entries = lines.flatMap(entryOf)
  const firstAt = lines.findIndex((line) => entryOf(line).length > 0)
  if (importOf === undefined || firstAt === -1 || !LIST.test(text)) {
    throw new RangeError(`${file} does not look like a list of rules`)
  }
  const taken = entries.find(({ exportName }) => exportName === name.exportName)
  if (taken !== undefined) {
    throw new RangeError(`The title gives the name ${name.exportName}, which the rule in ${taken.folder} has`)
  }
  const entry: Entry = { line: importOf(name), exportName: name.exportName, folder: name.folder }
  const sorted = [...entries, entry].toSorted((left, right) => (left.folder < right.folder ? -1 : 1))
  const others = lines.filter((line) => entryOf(line).length === 0)
  const list = sorted.map(({ exportName }) => exportName).join(', ')
  return [...others.slice(0, firstAt), ...sorted.map(({ line }) => line), ...others.slice(firstAt)]
    .join('\n')
    .replace(LIST, (whole) => `${whole.slice(0, whole.indexOf('= [') + 3)}${list}]`)
}

function entryOf(line: string): readonly Entry[] {
  const match = IMPORT.exec(line)
  const exportName = match?.[1] ?? match?.[2]
  const folder = match?.[3]
  return exportName === undefined || folder === undefined ? [] : [{ line, exportName, folder }]
}
