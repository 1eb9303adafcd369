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

/** One version of a kind of message: how it is written, and how it is read once its JSON is parsed. */
export interface JsonVersion<T> {
  readonly name: string
  readonly version: number
  encode(value: T): Uint8Array
  /** @throws UndecodableMessageError */
  read(wire: unknown): T
}

/**
 * A message as one line of compact JSON in UTF-8, with its version as the first property, `v`. Properties that are not known are
 * ignored, so that a newer writer may add optional ones while older readers still run.
 */
export function createJsonCodec<T, P extends TProperties>(format: JsonFormat<T, P>): Codec<T> {
  const version = createJsonVersion(format)
  return { encode: version.encode, decode: (bytes) => decodeJson([version], bytes) }
}

export function createJsonVersion<T, P extends TProperties>(format: JsonFormat<T, P>): JsonVersion<T> {
  const { name, version } = format
  const validator = Compile(Type.Object(format.properties))
  return {
    name,
    version,
    encode: (value) => encodeUtf8(JSON.stringify({ v: version, ...format.toWire(value) })),
    read(wire) {
      if (!validator.Check(wire)) {
        const problem = validator.Errors(wire)[0]
        throw new UndecodableMessageError(
          `${name} at '${problem?.instancePath ?? ''}': ${problem?.message ?? 'is not as expected'}`,
        )
      }
      return format.fromWire(wire)
    },
  }
}

type Readable<T> = Omit<JsonVersion<T>, 'encode'>

/**
 * Reads a message of any of these versions.
 * @param versions of one kind of message, the newest first
 * @throws UndecodableMessageError
 */
export function decodeJson<T>(versions: readonly [Readable<T>, ...Readable<T>[]], bytes: Uint8Array): T {
  const [{ name, version: newest }] = versions
  const wire = parseJson(name, bytes)
  const version = versionOf(wire)
  const found = versions.find((each) => each.version === version)
  if (found === undefined) {
    const isNewer = typeof version === 'number' && version > newest
    throw new UndecodableMessageError(
      isNewer
        ? `${name} at '/v': version ${version} is newer than ${newest}, the newest that this build reads`
        : `${name} at '/v': expected version ${versions.map((each) => each.version).join(' or ')}`,
    )
  }
  return found.read(wire)
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes))
  } catch (cause) {
    throw new UndecodableMessageError(`${name} at '': expected JSON in UTF-8`, { cause })
  }
}

function versionOf(wire: unknown): unknown {
  return typeof wire === 'object' && wire !== null && 'v' in wire ? wire.v : undefined
}
