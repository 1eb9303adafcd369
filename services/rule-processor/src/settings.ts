import { DEFAULT_RULE_GROUP, parseRuleGroups, RULE_GROUP_PATTERN } from '@pantau/contracts'
import type { RuleGroups } from '@pantau/contracts'
import { defineSettings, SettingsError } from '@pantau/service-runtime'
import { stageSettings } from '@pantau/stage-host'

const MIB = 1_048_576

/** How rules run; the settings of every process that runs them. */
export const ruleExecutionSettings = defineSettings({
  ruleExecution: {
    env: 'PANTAU_RULE_EXECUTION',
    kind: 'choice',
    choices: ['inline', 'pooled'],
    default: 'inline',
    doc: 'Whether rules run in the main thread (inline: least CPU) or on worker threads (pooled: a rule that exhausts the memory costs only its thread).',
  },
  ruleBudgetMs: {
    env: 'PANTAU_RULE_BUDGET_MS',
    kind: 'durationMs',
    min: 5,
    max: 10_000,
    default: 100,
    doc: 'How long all rules of one payment may take together; a rule that takes longer is given up, and its payment goes to review.',
  },
  ruleThreads: {
    env: 'PANTAU_RULE_THREADS',
    kind: 'integer',
    min: 1,
    max: 64,
    default: 2,
    doc: 'Worker threads of pooled execution.',
  },
  ruleQueueMax: {
    env: 'PANTAU_RULE_QUEUE_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000,
    default: 32,
    doc: 'How many parts of batches may wait for a worker thread; beyond it the stage waits.',
  },
  ruleThreadHeapMaxBytes: {
    env: 'PANTAU_RULE_THREAD_HEAP_MAX_BYTES',
    kind: 'bytes',
    min: 32 * MIB,
    max: 16_384 * MIB,
    default: 128 * MIB,
    doc: 'The heap that a worker thread may fill; a rule that needs more is given up.',
  },
})

/** What the rule processor reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...stageSettings,
  ruleGroup: {
    env: 'PANTAU_RULE_GROUP',
    kind: 'string',
    default: DEFAULT_RULE_GROUP,
    doc: 'The rule group that this process runs the rules of.',
  },
  ruleGroups: {
    env: 'PANTAU_RULE_GROUPS',
    kind: 'string',
    maxLength: 20_000,
    default: '{}',
    doc: 'Which rules run in rule groups of their own, such as {"network":["902@4.0.0"]}; all others run in the group default. The same for the event director.',
  },
  ...ruleExecutionSettings,
})

/** @throws SettingsError naming everything that is wrong with the group and the groups */
export function ruleGroupsOf(given: { readonly ruleGroup: string; readonly ruleGroups: string }): RuleGroups {
  const parsed = parseRuleGroups(given.ruleGroups)
  if ('problems' in parsed) {
    throw new SettingsError(parsed.problems.map((problem) => `${settings.ruleGroups.env}: ${problem}`))
  }
  const problem = problemOf(given.ruleGroup, parsed.groups)
  if (problem !== undefined) {
    throw new SettingsError([`${settings.ruleGroup.env}: ${problem}`])
  }
  return parsed.groups
}

function problemOf(group: string, groups: RuleGroups): string | undefined {
  if (!new RegExp(RULE_GROUP_PATTERN).test(group)) {
    return `a group name matches ${RULE_GROUP_PATTERN}`
  }
  return group === DEFAULT_RULE_GROUP || Object.hasOwn(groups, group)
    ? undefined
    : `${settings.ruleGroups.env} has no group ${JSON.stringify(group)}`
}
