import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from '@pantau/evaluation'
import { readBaseScenarios, readScenarios } from './scenarios/read-scenarios.ts'
import type { ScenarioSet } from './scenarios/scenario-schema.ts'

const FOLDER = new URL('../scenarios/', import.meta.url)
const SHIPPED_VARIANTS = ['slow-small'] as const

/** A scenario file with mistakes: every one of them, with its place. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError'
}

export interface LoadedScenarios {
  readonly set: ScenarioSet
  /** SHA-256 of all that is played, the base's part included. */
  readonly digest: string
}

/** The base scenarios, or a variant of them out of a file or one that is shipped. @throws ScenarioFileError */
export async function loadScenarios(path?: string): Promise<LoadedScenarios> {
  const base = setOf('scenarios/base.json', readBaseScenarios(await readJson(pathOf('base'))))
  const shipped = SHIPPED_VARIANTS.find((name) => name === path)
  const variantPath =
    path === undefined || path === 'base' ? undefined : shipped === undefined ? path : pathOf(shipped)
  const set =
    variantPath === undefined ? base : setOf(variantPath, readScenarios(await readJson(variantPath), base))
  return { set, digest: createHash('sha256').update(canonicalJson(set)).digest('hex') }
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, FOLDER))
}

async function readJson(path: string): Promise<unknown> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
    return parsed
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioFileError(`${path} cannot be read: ${reason}`, { cause: error })
  }
}

function setOf(path: string, read: ReturnType<typeof readScenarios>): ScenarioSet {
  if ('problems' in read) {
    const places = read.problems.map((problem) => `  ${problem.path || '/'}: ${problem.message}`)
    throw new ScenarioFileError([`${path} is no scenario file:`, ...places].join('\n'))
  }
  return read.set
}
