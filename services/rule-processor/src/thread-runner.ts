import {
  BoundedCache,
  createFactLayout,
  describeMissingPlan,
  plannedEventCodec,
  ruleOutcomesCodec,
  UndecodableMessageError,
} from '@pantau/contracts'
import type { FactLayout, PlannedEvent, RuleGroups } from '@pantau/contracts'
import { compileConfiguration, PROMISE_REASON } from '@pantau/evaluation'
import type { CompiledConfiguration, ConfigurationSet, RuleRegistry } from '@pantau/evaluation'
import { joinLines, splitLines } from './json-lines.ts'
import { createPartRulesFinder, layoutNamedBy } from './part-rules.ts'
import type { FindPartRules } from './part-rules.ts'
import { runPart } from './run-part.ts'
import { ALL_RULES, PROGRESS } from './thread-protocol.ts'
import type { LackingUnit, RunRequest, RunResponse } from './thread-protocol.ts'

/** Compiled configurations that one thread keeps; with more active ones than this, they travel again now and then. */
export const CONFIGURATIONS_MAX = 64
/** The same of layouts. */
export const LAYOUTS_MAX = 64

export interface ThreadRunnerDeps {
  readonly registry: RuleRegistry
  readonly ruleGroups: RuleGroups
  readonly clock: { nowNs(): number }
}

type Configuration = { readonly compiled: CompiledConfiguration } | { readonly reason: string }

type UnitAnswer =
  | { readonly kind: 'outcomes'; readonly line: Uint8Array; readonly hasPromise: boolean }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'lacking'; readonly what: Omit<LackingUnit, 'unit'> }

/** What a rule thread does with a request. It says before each unit which one it is, so that the pool can tell whom to blame. */
export function createThreadRunner(deps: ThreadRunnerDeps): (request: RunRequest) => RunResponse {
  const findPartRules = createPartRulesFinder(deps.ruleGroups)
  const cache = new BoundedCache<Configuration>(CONFIGURATIONS_MAX)
  const layouts = new BoundedCache<FactLayout>(LAYOUTS_MAX)

  return (request) => {
    const sent = new Map<string, Configuration>()
    for (const { digest, set } of request.configurations) {
      const configuration = compile(digest, set, deps.registry)
      sent.set(digest, configuration)
      cache.set(digest, configuration)
    }
    const sentLayouts = new Map<string, FactLayout>()
    for (const { id, keys } of request.layouts) {
      const layout = createFactLayout(keys)
      sentLayouts.set(id, layout)
      layouts.set(id, layout)
    }
    const answers = splitLines(request.lines).map((line, unit) => {
      Atomics.store(request.progress, 0, unit + 1)
      const answer = runUnit(line, request.ruleIndexes[unit] ?? ALL_RULES, {
        findConfiguration: (digest) => sent.get(digest) ?? cache.get(digest),
        findLayout: (id) => sentLayouts.get(id) ?? layouts.get(id),
        findPartRules,
        suspended: request.suspended,
        clock: deps.clock,
      })
      if (answer.kind === 'outcomes' && answer.hasPromise) {
        Atomics.store(request.progress, 1, unit + 1)
      }
      return answer
    })
    Atomics.store(request.progress, 0, PROGRESS.done)
    return respond(answers)
  }
}

function compile(digest: string, set: ConfigurationSet, registry: RuleRegistry): Configuration {
  const compilation = compileConfiguration(set, registry)
  if ('compiled' in compilation) {
    return { compiled: compilation.compiled }
  }
  const problem = compilation.problems[0]
  return { reason: `The configuration ${digest} does not compile here: ${problem?.path} ${problem?.message}` }
}

interface UnitContext {
  findConfiguration(digest: string): Configuration | undefined
  findLayout(id: string): FactLayout | undefined
  readonly findPartRules: FindPartRules
  readonly suspended: ReadonlySet<string>
  readonly clock: { nowNs(): number }
}

function runUnit(line: Uint8Array, ruleIndex: number, context: UnitContext): UnitAnswer {
  const event = decode(line)
  if ('reason' in event) {
    return { kind: 'refused', reason: event.reason }
  }
  const { configDigest, transactionType } = event.header
  const configuration = context.findConfiguration(configDigest)
  const named = layoutNamedBy(event)
  const layout = named === undefined ? undefined : context.findLayout(named)
  const lacksLayout = named !== undefined && layout === undefined
  if (configuration === undefined || lacksLayout) {
    const what = {
      ...(configuration === undefined ? { digest: configDigest } : {}),
      ...(lacksLayout ? { layout: named } : {}),
    }
    return { kind: 'lacking', what }
  }
  if ('reason' in configuration) {
    return { kind: 'refused', reason: configuration.reason }
  }
  const plan = configuration.compiled.planFor(transactionType)
  if (plan === undefined) {
    return { kind: 'refused', reason: describeMissingPlan(configDigest, transactionType) }
  }
  const rules = context.findPartRules(event, plan, layout)
  if (rules.kind === 'refused') {
    return rules
  }
  const outcomes = runPart({
    event,
    facts: rules.facts,
    plan,
    ruleIndexes: ruleIndex === ALL_RULES ? rules.ruleIndexes : [ruleIndex],
    suspended: context.suspended,
    clock: context.clock,
  })
  return {
    kind: 'outcomes',
    line: ruleOutcomesCodec.encode(outcomes),
    hasPromise: outcomes.ruleResults.some((result) => result.reason === PROMISE_REASON),
  }
}

function decode(line: Uint8Array): PlannedEvent | { readonly reason: string } {
  try {
    return plannedEventCodec.decode(line)
  } catch (error) {
    if (error instanceof UndecodableMessageError) {
      return { reason: error.message }
    }
    throw error
  }
}

const NO_LINE = new Uint8Array()

function respond(answers: readonly UnitAnswer[]): RunResponse {
  return {
    kind: 'ran',
    lines: joinLines(answers.map((answer) => (answer.kind === 'outcomes' ? answer.line : NO_LINE))),
    refused: answers.flatMap((answer, unit) =>
      answer.kind === 'refused' ? [{ unit, reason: answer.reason }] : [],
    ),
    lacking: answers.flatMap((answer, unit) => (answer.kind === 'lacking' ? [{ unit, ...answer.what }] : [])),
  }
}
