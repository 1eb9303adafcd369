import type { SettingSpec, SettingsSchema } from './setting-spec.ts'

const ENV_NAME = /^PANTAU_[A-Z0-9]+(_[A-Z0-9]+)*$/

/**
 * Checks a schema and keeps its exact type, so that the parsed settings are typed by it.
 *
 * @throws TypeError when the schema itself is wrong: that is a mistake in code, not in the environment.
 */
export function defineSettings<const Schema extends SettingsSchema>(schema: Schema): Schema {
  const names = new Set<string>()
  for (const [key, spec] of Object.entries(schema)) {
    if (!ENV_NAME.test(spec.env) || spec.env.endsWith('_FILE')) {
      throw new TypeError(`Setting ${key}: ${spec.env} is no name for a setting`)
    }
    if (names.has(spec.env)) {
      throw new TypeError(`Setting ${key}: ${spec.env} is declared twice`)
    }
    names.add(spec.env)
    checkPresence(key, spec)
    checkBounds(key, spec)
  }
  return schema
}

function checkPresence(key: string, spec: SettingSpec): void {
  if ('default' in spec && spec.optional === true) {
    throw new TypeError(`Setting ${key}: has a default, so it cannot be optional`)
  }
  if (spec.doc.trim() === '' || spec.doc.includes('\n')) {
    throw new TypeError(`Setting ${key}: needs one sentence of documentation on one line`)
  }
}

function checkBounds(key: string, spec: SettingSpec): void {
  if (spec.kind === 'choice' && spec.default !== undefined && !spec.choices.includes(spec.default)) {
    throw new TypeError(`Setting ${key}: the default is none of the choices`)
  }
  if (!('min' in spec)) {
    return
  }
  if (!(spec.min <= spec.max)) {
    throw new TypeError(`Setting ${key}: min is above max`)
  }
  if (spec.default !== undefined && (spec.default < spec.min || spec.default > spec.max)) {
    throw new TypeError(`Setting ${key}: the default is out of bounds`)
  }
}
