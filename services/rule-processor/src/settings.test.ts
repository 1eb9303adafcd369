import { describe, expect, it } from 'vitest'
import { SettingsError } from '@pantau/service-runtime'
import { ruleGroupsOf } from './settings.ts'

function problemsOf(given: { ruleGroup: string; ruleGroups: string }): readonly string[] {
  try {
    ruleGroupsOf(given)
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [String(error)]
  }
  return []
}

describe('rule groups in the settings', () => {
  it('are read, and the group of this process is one of them or the default one', () => {
    const ruleGroups = '{"network":["902@4.0.0"]}'
    expect(ruleGroupsOf({ ruleGroup: 'network', ruleGroups })).toEqual({ network: ['902@4.0.0'] })
    expect(ruleGroupsOf({ ruleGroup: 'default', ruleGroups })).toEqual({ network: ['902@4.0.0'] })
  })

  it('are refused with the variable and the reason', () => {
    expect(problemsOf({ ruleGroup: 'network', ruleGroups: '{}' })).toEqual([
      'PANTAU_RULE_GROUP: PANTAU_RULE_GROUPS has no group "network"',
    ])
    expect(problemsOf({ ruleGroup: 'a.b', ruleGroups: '{}' })).toEqual([
      'PANTAU_RULE_GROUP: a group name matches ^[a-z0-9]+(-[a-z0-9]+)*$',
    ])
    expect(problemsOf({ ruleGroup: 'default', ruleGroups: '{"a":["x"],"b":["x"]}' })).toEqual([
      'PANTAU_RULE_GROUPS: rule group "b": rule x is in the group a already',
    ])
  })
})
