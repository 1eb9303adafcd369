import type { Workspace } from './repository.ts'

const PURE = ['rule-kit', 'facts', 'evaluation', 'iso20022', 'contracts'] as const
const ADAPTERS = ['stream', 'store', 'cache', 'auth', 'service-runtime'] as const
const CONTENT = ['rules', 'typologies'] as const

/** What a package's own code may import from the others. Arrows point down only; what is not named here may be imported by nobody. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'rule-kit': [],
  facts: ['rule-kit'],
  evaluation: ['rule-kit'],
  iso20022: ['rule-kit'],
  contracts: ['rule-kit', 'evaluation', 'iso20022'],
  'tazama-wire': ['evaluation'],
  rules: ['rule-kit'],
  typologies: ['rule-kit', 'evaluation', 'rules'],
  embedded: [],
  testkit: ['embedded', ...PURE],
  // Wires adapters together for the services; what several main.ts would otherwise repeat.
  'stage-host': [...PURE, ...ADAPTERS, 'telemetry'],
  // Spans on their way out: settings, log and metrics are those of the services.
  telemetry: [...PURE, 'service-runtime'],
  // What the services that speak HTTP would otherwise repeat.
  'http-host': [...PURE, 'auth', 'service-runtime'],
  cli: [...PURE, ...ADAPTERS, ...CONTENT],
  loadtest: [...PURE, ...ADAPTERS, ...CONTENT, 'testkit', 'embedded'],
  detection: [...PURE, ...ADAPTERS, ...CONTENT, 'loadtest'],
  ...Object.fromEntries(ADAPTERS.map((adapter) => [adapter, PURE])),
}

/** Packages whose code must be free of IO, clock and randomness. */
export const PURE_PACKAGES: readonly string[] = [...PURE, ...CONTENT]

const SERVICE = [...PURE, ...ADAPTERS, ...CONTENT, 'telemetry', 'stage-host', 'http-host', 'tazama-wire']

/** What the evaluator chains in one process. */
const CHAINED_STAGES: readonly string[] = [
  'service-event-director',
  'service-rule-processor',
  'service-typology-processor',
  'service-tadp',
]

/** What the decider joins in one process. */
const DECIDER_PARTS: readonly string[] = [...CHAINED_STAGES, 'service-tms', 'service-evaluator']

/** `@pantau/stream` → `stream`; `undefined` when the package is not ours. */
export function shortName(packageName: string): string | undefined {
  return packageName.startsWith('@pantau/') ? packageName.slice('@pantau/'.length) : undefined
}

/** Whether the code of `from` may import the package `to`. Every package may import itself by name. */
export function mayImport(from: Workspace, to: string): boolean {
  const fromName = shortName(from.name)
  const toName = shortName(to)
  if (toName === undefined || fromName === toName) {
    return true
  }
  if (fromName === 'service-standalone') {
    return [...SERVICE, 'embedded'].includes(toName) || isService(toName)
  }
  if (fromName === 'service-decider') {
    return SERVICE.includes(toName) || DECIDER_PARTS.includes(toName)
  }
  if (fromName === 'service-evaluator') {
    return SERVICE.includes(toName) || CHAINED_STAGES.includes(toName)
  }
  return (fromName !== undefined && isService(fromName) ? SERVICE : (ARROWS[fromName ?? ''] ?? [])).includes(
    toName,
  )
}

/** Tests may also use the test kit, and the packages that hold no IO. */
export function mayImportInTests(from: Workspace, to: string): boolean {
  const toName = shortName(to)
  return mayImport(from, to) || toName === 'testkit' || PURE_PACKAGES.includes(toName ?? '')
}

// `service-runtime` is an adapter whose name begins as those of the services do.
function isService(name: string): boolean {
  return name.startsWith('service-') && name !== 'service-runtime'
}
