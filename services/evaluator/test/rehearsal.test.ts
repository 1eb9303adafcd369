import { expect, it } from 'vitest'
import { compileConfiguration } from '@pantau/evaluation'
import type { RuleRegistry } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { createInlineExecutor } from '@pantau/service-rule-processor'
import { rehearseStage, stageInputs } from '@pantau/stage-host'
import { configurationDigest, createEvaluationWriter } from '@pantau/store'
import type { CataloguedConfiguration, Statement, StorePool } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { evaluationChain, ONE_GROUP } from '../src/index.ts'

const BROKEN_RULE = '901'
const ROUNDS = 5

/** The shipped configuration with these rules. */
function configurationWith(registry: RuleRegistry): CataloguedConfiguration {
  const set = defaultConfigurationSet()
  const compilation = compileConfiguration(set, registry)
  if ('problems' in compilation) {
    throw new TypeError(JSON.stringify(compilation.problems))
  }
  return { ...compilation, digest: configurationDigest(set) }
}

/** One of them throws whatever it is asked. */
const brokenRegistry: RuleRegistry = {
  find(ruleId) {
    const rule = ruleRegistry.find(ruleId)
    if (rule?.id.startsWith(BROKEN_RULE) !== true) {
      return rule
    }
    return {
      ...rule,
      bind(parameters) {
        const bound = rule.bind(parameters)
        return 'problems' in bound ? bound : { rule: { ...bound.rule, evaluate: fail } }
      },
    }
  },
}

function fail(): never {
  throw new Error('The rule is broken')
}

/** Tells of every statement that is sent. */
function watched(pool: StorePool, sent: Statement<unknown>[]): StorePool {
  return {
    ...pool,
    session: (use) =>
      pool.session(({ exchange }) =>
        use({
          exchange: (build) =>
            exchange((send) =>
              build((statement) => {
                sent.push(statement)
                return send(statement)
              }),
            ),
        }),
      ),
  }
}

/** Some rounds of the evaluator under configurations, and the status of every evaluation that they wrote to nowhere. */
async function statusesOf(loaded: readonly CataloguedConfiguration[]): Promise<readonly unknown[]> {
  const sent: Statement<unknown>[] = []
  const configurations = {
    loaded: () => loaded,
    byDigest: async (digest: string) => loaded.find((one) => one.digest === digest),
  }
  const executor = createInlineExecutor({
    configurations,
    layouts: { layoutOf: () => Promise.reject(new Error('The store of the process is not asked')) },
    ruleGroups: ONE_GROUP,
    ruleBudgetMs: 10_000,
    clock: { nowNs: () => 0 },
    onGivenUp: ({ ruleId }) => expect.fail(`${ruleId} was given up`),
  })
  const rehearsal = rehearseStage({
    configurations,
    stage: ({ pool, layouts }) =>
      evaluationChain({
        writer: createEvaluationWriter({ pool: watched(pool, sent) }),
        configurations,
        executor: executor.rehearsal({ configurations, layouts }),
        alertsOnly: true,
      }),
    inputOf: stageInputs.accepted,
  })
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await rehearsal.round()
    }
  } finally {
    await rehearsal.close()
    await executor.close()
  }
  const written = sent.filter(({ name }) => name === 'insert-evaluations')
  return written.flatMap(({ values = [] }) => values[5])
}

it('decides the invented payments from their events to the statement that would write them', async () => {
  const statuses = await statusesOf([configurationWith(ruleRegistry)])
  expect(statuses.length).toBeGreaterThanOrEqual(ROUNDS)
  expect(statuses).toContain('NALT')
})

it('goes on with a rule that throws, whose payments go to review as they would', async () => {
  const statuses = await statusesOf([configurationWith(brokenRegistry)])
  expect(statuses.length).toBeGreaterThanOrEqual(ROUNDS)
  expect(new Set(statuses)).toEqual(new Set(['ALRT']))
})

it('does nothing where no configuration is active', async () => {
  expect(await statusesOf([])).toEqual([])
})
