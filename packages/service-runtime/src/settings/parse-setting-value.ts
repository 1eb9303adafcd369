import { Secret } from './secret.ts'
import type { ListSpec, SettingSpec } from './setting-spec.ts'

/** What a variable's text may not be; the message is a clause that follows the variable's name. Never holds a secret. */
export class MalformedSettingError extends Error {
  override readonly name = 'MalformedSettingError'
}

export type SettingValue = string | number | boolean | readonly string[] | Secret

const STRING_LENGTH_MAX = 1000
const SECRET_LENGTH_MAX = 16_384
const SHOWN_LENGTH_MAX = 60
const PORT_MAX = 65_535
const BYTES = /^(\d{1,15})(KiB|MiB|GiB)?$/
const BYTES_PER_SUFFIX: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** @throws MalformedSettingError */
export function parseSettingValue(spec: SettingSpec, text: string): SettingValue {
  if (text === '') {
    throw new MalformedSettingError('is set but empty')
  }
  switch (spec.kind) {
    case 'string':
      return bounded(text, 1, spec.maxLength ?? STRING_LENGTH_MAX)
    case 'url':
      return parseUrl(text, spec.protocols)
    case 'integer':
      return within(parseInteger(text, 'a whole number'), spec.min, spec.max)
    case 'number':
      return within(parseDecimal(text), spec.min, spec.max)
    case 'boolean':
      return parseBoolean(text)
    case 'durationMs':
      return within(parseInteger(text, 'whole milliseconds'), spec.min, spec.max)
    case 'port':
      return within(parseInteger(text, 'a port number'), 0, PORT_MAX)
    case 'bytes':
      return within(parseBytes(text), spec.min, spec.max)
    case 'list':
      return parseList(spec, text)
    case 'choice':
      return parseChoice(text, spec.choices)
    case 'path':
      return parsePath(text)
    case 'secret':
      return new Secret(bounded(text, spec.minLength ?? 1, SECRET_LENGTH_MAX))
  }
}

function bounded(text: string, minLength: number, maxLength: number): string {
  if (text.length < minLength || text.length > maxLength) {
    throw new MalformedSettingError(`must have ${minLength} to ${maxLength} characters, has ${text.length}`)
  }
  return text
}

function within(value: number, min: number, max: number): number {
  if (value < min || value > max) {
    throw new MalformedSettingError(`must be ${min} to ${max}, is ${value}`)
  }
  return value
}

function parseInteger(text: string, what: string): number {
  if (!/^-?\d{1,15}$/.test(text)) {
    throw new MalformedSettingError(`must be ${what}, is ${shown(text)}`)
  }
  return Number(text)
}

function parseDecimal(text: string): number {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) {
    throw new MalformedSettingError(`must be a number, is ${shown(text)}`)
  }
  return Number(text)
}

function parseBoolean(text: string): boolean {
  if (text !== 'true' && text !== 'false') {
    throw new MalformedSettingError(`must be true or false, is ${shown(text)}`)
  }
  return text === 'true'
}

function parseBytes(text: string): number {
  const [, digits, suffix] = BYTES.exec(text) ?? []
  if (digits === undefined) {
    throw new MalformedSettingError(`must be bytes such as 65536, 64KiB or 8MiB, is ${shown(text)}`)
  }
  return Number(digits) * (suffix === undefined ? 1 : (BYTES_PER_SUFFIX[suffix] ?? 1))
}

// A URL is never shown back: it may hold a password that somebody put there by mistake.
function parseUrl(text: string, protocols: readonly string[]): string {
  if (!URL.canParse(text)) {
    throw new MalformedSettingError('must be a URL')
  }
  const url = new URL(text)
  if (!protocols.includes(url.protocol)) {
    throw new MalformedSettingError(`must be a URL that begins with ${protocols.join(' or ')}`)
  }
  if (url.password !== '') {
    throw new MalformedSettingError('must not carry a password: give it in its own setting')
  }
  return text
}

function parseList(spec: ListSpec, text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.includes('')) {
    throw new MalformedSettingError('must not hold an empty item')
  }
  if (items.length < spec.minItems || items.length > spec.maxItems) {
    throw new MalformedSettingError(
      `must hold ${spec.minItems} to ${spec.maxItems} items, holds ${items.length}`,
    )
  }
  const { protocols } = spec
  return Object.freeze(protocols === undefined ? items : items.map((item) => parseUrl(item, protocols)))
}

function parseChoice(text: string, choices: readonly string[]): string {
  if (!choices.includes(text)) {
    throw new MalformedSettingError(`must be one of ${choices.join(', ')}, is ${shown(text)}`)
  }
  return text
}

function parsePath(text: string): string {
  if (text.includes('\0')) {
    throw new MalformedSettingError('must not hold a NUL character')
  }
  return bounded(text, 1, STRING_LENGTH_MAX)
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text)
}
