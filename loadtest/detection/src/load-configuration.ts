import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { configurationDigest } from '@pantau/store'
import type { ConfigurationSet } from '@pantau/evaluation'
import { configurationSet, isShippedName, SHIPPED_NAMES } from '@pantau/typologies'
import { compileForScoring, UnscorableConfigurationError } from './replay/plan-to-score.ts'
import type { ReplayedPlans, ScoredMessage } from './replay/plan-to-score.ts'

export interface LoadedConfiguration extends ReplayedPlans {
  readonly name: string
  readonly set: ConfigurationSet
  readonly digest: string
}

/** A shipped configuration set by name, or one out of a file. @throws UnscorableConfigurationError */
export async function loadConfiguration(name: string, message?: ScoredMessage): Promise<LoadedConfiguration> {
  const compiled = compileForScoring(await readSet(name), message)
  return { name: basename(name, '.json'), ...compiled, digest: configurationDigest(compiled.set) }
}

async function readSet(name: string): Promise<unknown> {
  if (isShippedName(name)) {
    return configurationSet(name)
  }
  try {
    const parsed: unknown = JSON.parse(await readFile(name, 'utf8'))
    return parsed
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnscorableConfigurationError(
      `'${name}' is neither a shipped configuration set (${SHIPPED_NAMES.join(', ')}) nor a file that can be read: ${reason}`,
    )
  }
}
