import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runtimeSettings, variablesOf } from '@pantau/service-runtime'
import type { SettingSpec } from '@pantau/service-runtime'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readComposeFile } from './compose-file.ts'
import type { ComposeService } from './compose-file.ts'
import { readProgramSettings } from './service-settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const compose = readComposeFile(join(root, 'docker-compose.yml'))
const programs = await readProgramSettings(root)
const overrides = readdirSync(join(root, 'deploy/compose')).filter((file) => file.endsWith('.yml'))
/** One runs all stages in one process instead of in containers, the other stands for an identity provider while developing. */
const NOT_IN_COMPOSE = ['standalone', 'auth', 'evaluator']
/** Services that take requests from outside, and the page that shows traces. */
const OPEN = ['tms', 'admin', 'jaeger']

function servicesThat(isWrong: (service: ComposeService) => boolean): readonly string[] {
  return compose.services.filter(isWrong).map((service) => service.name)
}

it.each(['docker-compose.yml', ...overrides.map((file) => `deploy/compose/${file}`)])(
  '%s is what the Compose Specification allows',
  (file) => {
    const schema: object = JSON.parse(readFileSync(join(root, 'tools/schemas/compose-spec.json'), 'utf8'))
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema)
    validate(readComposeFile(join(root, file)).document)
    expect(validate.errors).toBeNull()
  },
)

describe('docker-compose.yml', () => {
  it('runs every service that can run, and none that is not there', () => {
    const folders = readdirSync(join(root, 'services'))
    const runnable = folders.filter((name) => existsSync(join(root, 'services', name, 'src', 'main.ts')))
    const laidOver = overrides.flatMap((file) => readComposeFile(join(root, 'deploy/compose', file)).services)
    const built = [...compose.services, ...laidOver].flatMap((service) => service.program ?? [])
    expect(runnable.filter((name) => !NOT_IN_COMPOSE.includes(name) && !built.includes(name))).toEqual([])
    expect(built.filter((name) => name !== 'cli' && !folders.includes(name))).toEqual([])
  })

  it.each<[string, (service: ComposeService) => boolean]>([
    ['runs nothing as root', ({ user }) => !/^[1-9]\d*:[1-9]\d*$/.test(user)],
    ['lets nothing write to its image', ({ isReadOnly }) => !isReadOnly],
    ['leaves no capability', ({ droppedCapabilities }) => droppedCapabilities.join() !== 'ALL'],
    [
      'lets nothing gain privileges',
      ({ securityOptions }) => !securityOptions.includes('no-new-privileges:true'),
    ],
    ['limits the memory of everything', ({ memoryLimit }) => memoryLimit === undefined],
    ['pins the version of every image', ({ image }) => !/:[^:/]+$/.test(image) || image.endsWith(':latest')],
    ['puts everything into a network of its own choice', ({ networks }) => networks.length === 0],
    [
      'checks the health of all that goes on running',
      ({ restart, healthcheck }) => restart !== 'no' && !Array.isArray(healthcheck['test']),
    ],
    ['starts again what stops', ({ restart }) => restart !== 'no' && restart !== 'unless-stopped'],
    [
      'opens ports on this machine only, and of what is asked from outside only',
      ({ name, ports }) => ports.some((port) => !OPEN.includes(name) || !port.startsWith('127.0.0.1:')),
    ],
    ['asks every service of ours whether it is ready', (service) => isOurs(service) && !asksReady(service)],
    [
      'makes every service of ours wait for the database schema',
      (service) => isOurs(service) && !waitsForSchema(service),
    ],
  ])('%s', (_, isWrong) => {
    expect(servicesThat(isWrong)).toEqual([])
  })

  it('sets only what each program knows, and all that it requires', () => {
    const problems = compose.services.flatMap((service) => settingsProblems(service))
    expect(problems).toEqual([])
  })

  it.each(overrides)('%s sets only what each program knows, and all that it requires', (file) => {
    const laidOver = readComposeFile(join(root, 'deploy/compose', file)).services.flatMap((service) => {
      const base = compose.services.find(({ name }) => name === service.name)
      const environment = { ...base?.environment, ...service.environment }
      return base === undefined ? [] : [{ ...base, environment, program: service.program ?? base.program }]
    })
    expect(laidOver).not.toEqual([])
    expect(laidOver.flatMap((service) => settingsProblems(service))).toEqual([])
  })

  it('holds no password, and gives each service the secrets that it names and no other', () => {
    for (const { name, environment, secrets } of compose.services) {
      const passwords = Object.keys(environment).filter((key) => key.endsWith('PASSWORD'))
      expect(passwords, name).toEqual([])
      const named = Object.entries(environment)
        .filter(([key]) => key.endsWith('_FILE'))
        .map(([, file]) => basename(file))
      expect(secrets, name).toEqual(expect.arrayContaining(named))
      expect(Object.keys(compose.secrets), name).toEqual(expect.arrayContaining([...secrets]))
    }
  })
})

describe('deploy', () => {
  it('makes every secret that docker-compose.yml names, readable in containers, and keeps those that are there', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'pantau-secrets-')), 'secrets')
    const create = (): void => {
      execFileSync(process.execPath, [join(root, 'deploy/compose/create-secrets.mjs'), folder])
    }
    create()
    const files = Object.values(compose.secrets).map((file) => join(folder, basename(file)))
    const contents = files.map((file) => readFileSync(file, 'utf8'))
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual(files.map(() => 0o444))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    create()
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(contents)
    rmSync(join(folder, '..'), { recursive: true })
  })

  it.each(['deploy/docker/Dockerfile', 'deploy/compose/nats.Dockerfile'])(
    '%s is pinned, has a user and a health check',
    (file) => {
      const text = readFileSync(join(root, file), 'utf8')
      expect(text).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
      expect(text).toMatch(/^HEALTHCHECK /m)
      expect(text).not.toMatch(/:latest\b|^FROM [^:\s$]+(\s|$)/m)
    },
  )
})

function isOurs(service: ComposeService): boolean {
  return service.program !== undefined && existsSync(join(root, 'services', service.program))
}

function asksReady({ healthcheck }: ComposeService): boolean {
  return JSON.stringify(healthcheck['test']).includes(`:${runtimeSettings.healthPort.default}/ready`)
}

function waitsForSchema({ dependsOn }: ComposeService): boolean {
  return dependsOn.includes('migrate')
}

function settingsProblems(service: ComposeService): readonly string[] {
  const given = Object.keys(service.environment)
  const missing = settingsOf(service).filter(
    (spec) =>
      spec.optional !== true &&
      !('default' in spec && spec.default !== undefined) &&
      !variablesOf(spec).some((variable) => given.includes(variable)),
  )
  return [...unknownSettings(service), ...missing.map((spec) => `${service.name} requires ${spec.env}`)]
}

function unknownSettings(service: ComposeService): readonly string[] {
  const known = new Set(settingsOf(service).flatMap((spec) => variablesOf(spec)))
  return Object.keys(service.environment)
    .filter((key) => key.startsWith('PANTAU_') && known.size > 0 && !known.has(key))
    .map((key) => `${service.name} does not know ${key}`)
}

/** Empty for images of others, which no schema describes. */
function settingsOf(service: ComposeService): readonly SettingSpec[] {
  const program = programs.find(({ name }) => name === service.program)
  if (program === undefined) {
    return []
  }
  return [...Object.values(program.schema), ...(isOurs(service) ? Object.values(runtimeSettings) : [])]
}
