interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The part of package-lock.json (lockfileVersion 3) that matters here. Keys are folders such as `node_modules/turbo`. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/**
 * Optional dependencies that a locked package names and the lock does not hold. `npm install` leaves such gaps when the registry lacks a
 * package for another platform, and `npm ci` then refuses the lock everywhere.
 */
export function findLockGaps(lock: LockFile): readonly string[] {
  return Object.entries(lock.packages).flatMap(([folder, locked]) =>
    Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !candidateFolders(folder, name).some((candidate) => candidate in lock.packages))
      .map(
        (name) =>
          `${folder === '' ? 'the root' : folder} needs ${name}, which package-lock.json does not hold`,
      ),
  )
}

/** Where Node looks for a package, from the innermost folder outwards. */
function candidateFolders(folder: string, name: string): readonly string[] {
  const segments = folder.split('/')
  return Array.from({ length: segments.length + 1 }, (_, index) => segments.slice(0, segments.length - index))
    .filter((parents) => parents.at(-1) !== 'node_modules')
    .map((parents) => [...parents, 'node_modules', name].filter((segment) => segment !== '').join('/'))
}
