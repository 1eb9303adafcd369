import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { CollectionTag } from 'yaml'

/** The parts of a compose file's service that our own checks look at, with merges and anchors resolved. */
export interface ComposeService {
  readonly name: string
  readonly image: string
  /** The service that the image is built for; absent for images of others. */
  readonly program: string | undefined
  readonly user: string
  readonly isReadOnly: boolean
  readonly droppedCapabilities: readonly string[]
  readonly securityOptions: readonly string[]
  readonly memoryLimit: string | undefined
  readonly restart: string | undefined
  readonly healthcheck: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  readonly ports: readonly string[]
  readonly networks: readonly string[]
  readonly dependsOn: readonly string[]
}

export interface ComposeFile {
  /** As parsed, for the schema. */
  readonly document: unknown
  readonly services: readonly ComposeService[]
  /** Files of secrets, by name. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Compose's mark for a list that replaces the one it is laid over. */
const OVERRIDE: CollectionTag = { tag: '!override', collection: 'seq' }

export function readComposeFile(file: string): ComposeFile {
  const document: unknown = parse(readFileSync(file, 'utf8'), { merge: true, customTags: [OVERRIDE] })
  const { services, secrets } = recordOf(document)
  return {
    document,
    services: Object.entries(recordOf(services)).map(([name, service]) => serviceOf(name, recordOf(service))),
    secrets: Object.fromEntries(
      Object.entries(recordOf(secrets)).map(([name, secret]) => [name, String(recordOf(secret)['file'])]),
    ),
  }
}

function serviceOf(name: string, service: Readonly<Record<string, unknown>>): ComposeService {
  const { SERVICE } = recordOf(recordOf(service['build'])['args'])
  return {
    name,
    image: textOf(service['image']) ?? '',
    program: textOf(SERVICE),
    user: textOf(service['user']) ?? '',
    isReadOnly: service['read_only'] === true,
    droppedCapabilities: listOf(service['cap_drop']),
    securityOptions: listOf(service['security_opt']),
    memoryLimit: textOf(service['mem_limit']),
    restart: textOf(service['restart']),
    healthcheck: recordOf(service['healthcheck']),
    environment: Object.fromEntries(
      Object.entries(recordOf(service['environment'])).map(([key, value]) => [key, String(value)]),
    ),
    secrets: listOf(service['secrets']),
    ports: listOf(service['ports']),
    networks: listOf(service['networks']),
    dependsOn: Object.keys(recordOf(service['depends_on'])),
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
