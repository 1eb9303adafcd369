import { parseRuleGroups } from '@pantau/contracts'
import type { RuleGroups } from '@pantau/contracts'
import { defineSettings, SettingsError } from '@pantau/service-runtime'
import { stageSettings } from '@pantau/stage-host'

/** What the event director reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...stageSettings,
  ruleGroups: {
    env: 'PANTAU_RULE_GROUPS',
    kind: 'string',
    maxLength: 20_000,
    default: '{}',
    doc: 'Which rules run in rule groups of their own, such as {"network":["902@4.0.0"]}; all others run in the group default. The same for the rule processors.',
  },
})

/** @throws SettingsError naming everything that is wrong with the groups */
export function ruleGroupsOf(given: { readonly ruleGroups: string }): RuleGroups {
  const parsed = parseRuleGroups(given.ruleGroups)
  if ('problems' in parsed) {
    throw new SettingsError(parsed.problems.map((problem) => `${settings.ruleGroups.env}: ${problem}`))
  }
  return parsed.groups
}
