import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'
import type { Variables } from './run-options.ts'

/** The release that the scripts are tried with, and that is built where none is found. */
export const K6_VERSION = 'v1.8.1'

/** Where a k6 that was built for this checkout is. */
export const BUILT_K6 = join(REPOSITORY, '.cache', 'k6', K6_VERSION, 'k6')

const ASKED_WITHIN_MS = 20_000
const VERSION = /\bv((\d+)\.\d+\.\d+[^\s)]*)/
/** Releases before it do not run TypeScript as it is. */
const MAJOR_MIN = 1

export interface K6Program {
  readonly path: string
  readonly version: string
}

export interface K6Search {
  /** `PANTAU_K6_BIN` names a program; `PATH` is searched otherwise. */
  readonly environment: Variables
  /** Looked at last. */
  readonly builtPath: string
}

/** There is no k6 that can run the scripts; the message says what to do. */
export class K6NotFoundError extends Error {
  override readonly name = 'K6NotFoundError'
}

/**
 * The k6 that is named, else the one on PATH, else the one built before; `undefined` where there is none that is new enough.
 * @throws K6NotFoundError when one is named that is none
 */
export function findK6({ environment, builtPath }: K6Search): K6Program | undefined {
  const { PANTAU_K6_BIN: named } = environment
  if (named !== undefined && named !== '') {
    const program = examine(named, environment)
    if (program === undefined) {
      throw new K6NotFoundError(`PANTAU_K6_BIN=${named} is not k6 ${MAJOR_MIN}.0 or newer`)
    }
    return program
  }
  return examine('k6', environment) ?? examine(builtPath, environment)
}

function examine(path: string, environment: Variables): K6Program | undefined {
  const { stdout } = spawnSync(path, ['version'], {
    env: { ...environment },
    encoding: 'utf8',
    timeout: ASKED_WITHIN_MS,
  })
  const match = VERSION.exec(stdout ?? '')
  return match?.[1] !== undefined && Number(match[2]) >= MAJOR_MIN ? { path, version: match[1] } : undefined
}
