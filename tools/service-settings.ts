import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SettingsSchema } from '@pantau/service-runtime'

/** A program that reads settings from its environment, and their schema. */
export interface ProgramSettings {
  /** As its folder is called: `tms`, `cli`. */
  readonly name: string
  readonly schema: SettingsSchema
}

/**
 * The schemas that services, and the command line, export as `settings` from their src/settings.ts, by name.
 *
 * @throws TypeError when such a file exports no schema
 */
export async function readProgramSettings(root: string): Promise<readonly ProgramSettings[]> {
  const services = readdirSync(join(root, 'services')).sort()
  const folders = [...services.map((name) => join('services', name)), join('packages', 'cli')]
  const programs: ProgramSettings[] = []
  for (const folder of folders) {
    const file = join(root, folder, 'src', 'settings.ts')
    if (existsSync(file)) {
      programs.push({ name: folder.slice(folder.indexOf('/') + 1), schema: await importSchema(file) })
    }
  }
  return programs
}

async function importSchema(file: string): Promise<SettingsSchema> {
  const module: unknown = await import(pathToFileURL(file).href)
  if (
    typeof module !== 'object' ||
    module === null ||
    !('settings' in module) ||
    !isSchema(module.settings)
  ) {
    throw new TypeError(`${file} exports no settings`)
  }
  return module.settings
}

/** `defineSettings` has checked the schema when the module was imported; this only tells it from anything else. */
function isSchema(value: unknown): value is SettingsSchema {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (spec: unknown) => typeof spec === 'object' && spec !== null && 'env' in spec && 'kind' in spec,
    )
  )
}
