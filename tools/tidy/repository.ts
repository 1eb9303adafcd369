import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the repository. Paths are relative to its root and use `/`. */
export interface RepositoryFile {
  readonly path: string
  /** Empty for files that are no text of ours: images, archives, lock files. */
  readonly text: string
}

/** One npm workspace: a folder with a package.json below the root. */
export interface Workspace {
  readonly path: string
  readonly name: string
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
  /** The folders that its tsconfig.json refers to, relative to the root. */
  readonly references: readonly string[]
}

/** What the rules of tidy look at. */
export interface Repository {
  readonly files: readonly RepositoryFile[]
  readonly workspaces: readonly Workspace[]
}

const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'dist',
  '.git',
  '.cache',
  '.turbo',
  '.pantau',
  'coverage',
  'out',
])
const TEXT =
  /\.(ts|mts|js|mjs|json|md|yml|yaml|sql|conf|toml|sh|env|example)$|(^|\/)(Dockerfile|LICENSE|run|\.dockerignore)$/

/** Reads the working tree, tracked or not: what is about to be committed is held to the rules too. */
export function readRepository(root: string): Repository {
  const files = listFiles(root, '').map((path) => ({
    path,
    text:
      TEXT.test(path) && !path.endsWith('package-lock.json') ? readFileSync(join(root, path), 'utf8') : '',
  }))
  return repositoryOf(files)
}

/** A repository from its files alone, so that a test can make one up. */
export function repositoryOf(files: readonly RepositoryFile[]): Repository {
  const byPath = new Map(files.map((file) => [file.path, file.text]))
  const workspaces = files
    .filter((file) => /^.+\/package\.json$/.test(file.path))
    .map((file) => workspaceOf(file, byPath))
  return { files, workspaces }
}

/** Files with one of the extensions, without the dot. */
export function filesEndingIn(
  repository: Repository,
  ...extensions: readonly string[]
): readonly RepositoryFile[] {
  return repository.files.filter((file) =>
    extensions.some((extension) => file.path.endsWith(`.${extension}`)),
  )
}

/** The workspace that a file belongs to; `undefined` for the root's own files. */
export function workspaceOfFile(repository: Repository, path: string): Workspace | undefined {
  return repository.workspaces.find((workspace) => path.startsWith(`${workspace.path}/`))
}

/** Whether the file is only ever run by tests. */
export function isTestFile(path: string): boolean {
  return /\.test\.ts$|(^|\/)test\//.test(path)
}

function listFiles(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(root, path)
    }
    return entry.isFile() ? [path] : []
  })
}

function workspaceOf(manifest: RepositoryFile, byPath: ReadonlyMap<string, string>): Workspace {
  const path = manifest.path.slice(0, -'/package.json'.length)
  const parsed = parseRecord(manifest.text)
  const { name } = parsed
  if (typeof name !== 'string') {
    throw new TypeError(`${manifest.path} has no name`)
  }
  return {
    path,
    name,
    dependencies: Object.keys(recordOf(parsed['dependencies'])),
    devDependencies: Object.keys(recordOf(parsed['devDependencies'])),
    references: referencesOf(path, parseRecord(byPath.get(`${path}/tsconfig.json`) ?? '{}')),
  }
}

function referencesOf(path: string, tsconfig: Readonly<Record<string, unknown>>): readonly string[] {
  const { references } = tsconfig
  return (Array.isArray(references) ? references : []).map((reference: unknown) => {
    const { path: target } = recordOf(reference)
    return join(path, typeof target === 'string' ? target : '.').replaceAll('\\', '/')
  })
}

function parseRecord(text: string): Readonly<Record<string, unknown>> {
  return recordOf(JSON.parse(text))
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
