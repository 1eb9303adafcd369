import { isBuiltin } from 'node:module'
import { PURE_PACKAGES, mayImport, mayImportInTests, shortName } from './arrows.ts'
import { codeOf } from './code-of.ts'
import { importsOf, packageNameOf } from './imports-of.ts'
import type { Import } from './imports-of.ts'
import { filesEndingIn, isTestFile, workspaceOfFile } from './repository.ts'
import type { Repository, RepositoryFile, Workspace } from './repository.ts'

/** Modules that no package holds, since the program brings them that runs the script: declared by the package of their types. */
const TYPES_OF_PROVIDED: Readonly<Record<string, string>> = { k6: '@types/k6' }

interface PackageImport extends Import {
  readonly file: RepositoryFile
  readonly workspace: Workspace
}

/** Dependencies in package.json follow the arrows. */
export function declaredArrows(repository: Repository): readonly string[] {
  return repository.workspaces.flatMap((workspace) => [
    ...workspace.dependencies
      .filter((name) => !mayImport(workspace, name))
      .map((name) => `${workspace.path}/package.json: ${workspace.name} may not depend on ${name}`),
    ...workspace.devDependencies
      .filter((name) => !mayImportInTests(workspace, name))
      .map(
        (name) =>
          `${workspace.path}/package.json: ${workspace.name} may not depend on ${name}, not even in tests`,
      ),
  ])
}

/** Imports in the code follow the arrows. */
export function importedArrows(repository: Repository): readonly string[] {
  return packageImports(repository)
    .filter(({ file, workspace, specifier }) => {
      const may = isTestFile(file.path) ? mayImportInTests : mayImport
      return !may(workspace, packageNameOf(specifier))
    })
    .map(
      ({ file, line, workspace, specifier }) =>
        `${file.path}:${line} ${workspace.name} may not import ${specifier}`,
    )
}

/** What is imported is declared: by the package itself, for tests by the package or the root. */
export function undeclaredImports(repository: Repository): readonly string[] {
  return packageImports(repository)
    .filter(({ file, workspace, specifier }) => {
      const name = packageNameOf(specifier)
      if (isBuiltin(specifier) || name === workspace.name || workspace.dependencies.includes(name)) {
        return false
      }
      const types = TYPES_OF_PROVIDED[name]
      if (types !== undefined) {
        return !workspace.devDependencies.includes(types)
      }
      const isOurs = shortName(name) !== undefined
      return !isTestFile(file.path) || (isOurs && !workspace.devDependencies.includes(name))
    })
    .map(
      ({ file, line, specifier }) =>
        `${file.path}:${line} imports ${specifier}, which its package.json does not declare`,
    )
}

/**
 * What is declared is used: a dependency that nobody names is dead weight in every image. A name in quotes counts, since worker files
 * and binaries are resolved by name rather than imported.
 */
export function unusedDependencies(repository: Repository): readonly string[] {
  return repository.workspaces.flatMap((workspace) => {
    const code = filesEndingIn(repository, 'ts', 'mjs')
      .filter((file) => workspaceOfFile(repository, file.path) === workspace)
      .map((file) => codeOf(file.text))
      .join('\n')
    return [...workspace.dependencies, ...workspace.devDependencies]
      .filter((name) => !name.startsWith('@types/') && !new RegExp(`['"]${name}['"/]`).test(code))
      .map((name) => `${workspace.path}/package.json: declares ${name}, which nothing in it uses`)
  })
}

/** The references in tsconfig.json are the dependencies in package.json, so that `tsc -b` builds what is needed and no more. */
export function projectReferences(repository: Repository): readonly string[] {
  const pathOf = new Map(repository.workspaces.map((workspace) => [workspace.name, workspace.path]))
  return repository.workspaces.flatMap((workspace) => {
    const needed = workspace.dependencies.flatMap((name) => pathOf.get(name) ?? [])
    return [
      ...needed
        .filter((path) => !workspace.references.includes(path))
        .map((path) => `lacks a reference to ${path}`),
      ...workspace.references
        .filter((path) => !needed.includes(path))
        .map((path) => `has a reference to ${path}, which is no dependency`),
    ].map((problem) => `${workspace.path}/tsconfig.json ${problem}`)
  })
}

/** A package has one door, its index.ts: `@pantau/x`, never `@pantau/x/…`. */
export function deepImports(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts', 'mjs').flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => shortName(specifier)?.includes('/') === true)
      .map(
        ({ line, specifier }) =>
          `${file.path}:${line} imports ${specifier}: import ${packageNameOf(specifier)}`,
      ),
  )
}

/** Files of another package are reached through its name, never through `../../`. */
export function relativeImportsAcrossPackages(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts').flatMap((file) => {
    const home = workspaceOfFile(repository, file.path)
    return importsOf(file)
      .filter(({ specifier }) => {
        const target = resolveRelative(file.path, specifier)
        return target !== undefined && workspaceOfFile(repository, target) !== home
      })
      .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier} of another package`)
  })
}

/** Pure packages do no IO. */
export function builtinsInPurePackages(repository: Repository): readonly string[] {
  return packageImports(repository)
    .filter(({ file, workspace, specifier }) => {
      const isPure = PURE_PACKAGES.includes(shortName(workspace.name) ?? '')
      return isPure && !isTestFile(file.path) && isBuiltin(specifier)
    })
    .map(({ file, line, specifier }) => `${file.path}:${line} imports ${specifier}: this package is pure`)
}

/** Imports by name, in files that belong to a workspace. */
function packageImports(repository: Repository): readonly PackageImport[] {
  return filesEndingIn(repository, 'ts').flatMap((file) => {
    const workspace = workspaceOfFile(repository, file.path)
    if (workspace === undefined) {
      return []
    }
    return importsOf(file)
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .map((found) => ({ ...found, file, workspace }))
  })
}

/** The path that a relative import names; `undefined` for an import by name. */
function resolveRelative(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    return undefined
  }
  const segments = from.split('/').slice(0, -1)
  for (const segment of specifier.split('/')) {
    if (segment === '..') {
      segments.pop()
    } else if (segment !== '.') {
      segments.push(segment)
    }
  }
  return segments.join('/')
}
