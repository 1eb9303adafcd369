import { filesEndingIn } from './repository.ts'
import type { Repository } from './repository.ts'

const LINES_MAX = 300
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const BANNED_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc'])
const REQUIRED_FILES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs/errors.md',
  'docs/configuration.md',
  'docs/decisions/README.md',
]

/** A file that needs more than 300 lines holds more than one concept. */
export function fileSizes(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts')
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ path, lines }) => `${path} has ${lines} lines, allowed are ${LINES_MAX}`)
}

/** Files and folders of code are named in kebab-case. */
export function kebabCaseNames(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts', 'mjs', 'sql')
    .filter((file) => !file.path.split('/').every((segment) => KEBAB_CASE.test(segment)))
    .map((file) => `${file.path} is not in kebab-case`)
}

/** Names that say nothing about what is inside attract everything. */
export function bannedNames(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts', 'mjs')
    .filter((file) => file.path.split(/[/.-]/).some((word) => BANNED_NAMES.has(word.toLowerCase())))
    .map((file) => `${file.path}: name it after what it holds`)
}

/** The pages that every reader expects; of each package, at least what it is. */
export function requiredFiles(repository: Repository): readonly string[] {
  const paths = new Set(repository.files.map((file) => file.path))
  const introductions = repository.workspaces.map(({ path }) => `${path}/README.md`)
  return [...REQUIRED_FILES, ...introductions]
    .filter((path) => !paths.has(path))
    .map((path) => `${path} is missing`)
}
