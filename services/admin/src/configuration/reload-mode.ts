import type { DocumentValidator } from './create-document-validator.ts'
import { InvalidDocumentError } from './invalid-document-error.ts'

/** Whom to tell of an activation: nobody, everybody at once, or one class of services after the other. */
export type ReloadMode = 'none' | 'broadcast' | 'cascade'

export const activateModes: readonly ReloadMode[] = ['none', 'broadcast', 'cascade']
export const reloadModes: readonly ReloadMode[] = ['broadcast', 'cascade']

/** For the documentation. */
export function reloadModeSchema(modes: readonly ReloadMode[]): object {
  return { type: ['object', 'null'], properties: { reloadMode: { enum: modes } } }
}

/** Reads the body of an activation; without a mode it is `otherwise`, or refused when there is none. */
export function readReloadMode(
  body: unknown,
  modes: readonly ReloadMode[],
  otherwise?: ReloadMode,
): ReturnType<DocumentValidator> {
  const given = body === null ? undefined : modeOf(body)
  const reloadMode = given === undefined ? otherwise : modes.find((mode) => mode === given)
  return reloadMode === undefined
    ? { error: new InvalidDocumentError(`reloadMode must be one of: ${modes.join(', ')}`) }
    : { value: { reloadMode } }
}

/** What the body gives as its mode: `undefined` when it says nothing, null when it is no object. */
function modeOf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return null
  }
  return 'reloadMode' in body ? body.reloadMode : undefined
}
