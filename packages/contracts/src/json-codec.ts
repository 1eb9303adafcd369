import { Type } from 'typebox'
import type { Static, TProperties } from 'typebox'
import { Compile } from 'typebox/compile'
import { UndecodableMessageError } from './codec.ts'
import type { Codec } from './codec.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** How one kind of message is written: its version, the JSON properties it has, and the way to and from the value. */
export interface JsonFormat<T, P extends TProperties> {
  /** Names the message in errors, such as `AcceptedEvent`. */
  readonly name: string
  /** Goes up when a reader of the last version could misread the new one; adding an optional property does not do that. */
  readonly version: number
  readonly properties: P
  toWire(value: T): Static<Type.TObject<P>>
  /** @throws UndecodableMessageError for what a schema cannot express */
  fromWire(wire: Static<Type.TObject<P>>): T
}

/**
 * A message as one line of compact JSON in UTF-8, with its version as the first property, `v`. Properties that are not known are
 * ignored, so that a newer writer may add optional ones while older readers still run.
 */
export function createJsonCodec<T, P extends TProperties>(format: JsonFormat<T, P>): Codec<T> {
  const validator = Compile(Type.Object(format.properties))
  return {
    encode: (value) => encodeUtf8(JSON.stringify({ v: format.version, ...format.toWire(value) })),
    decode(bytes) {
      const wire = parseJson(format.name, bytes)
      checkVersion(format.name, format.version, wire)
      if (!validator.Check(wire)) {
        const problem = validator.Errors(wire)[0]
        throw new UndecodableMessageError(
          `${format.name} at '${problem?.instancePath ?? ''}': ${problem?.message ?? 'is not as expected'}`,
        )
      }
      return format.fromWire(wire)
    },
  }
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes))
  } catch (cause) {
    throw new UndecodableMessageError(`${name} at '': expected JSON in UTF-8`, { cause })
  }
}

function checkVersion(name: string, supported: number, wire: unknown): void {
  const version = typeof wire === 'object' && wire !== null && 'v' in wire ? wire.v : undefined
  if (version === supported) {
    return
  }
  const isNewer = typeof version === 'number' && version > supported
  throw new UndecodableMessageError(
    isNewer
      ? `${name} at '/v': version ${version} is newer than ${supported}, the newest that this build reads`
      : `${name} at '/v': expected version ${supported}`,
  )
}
