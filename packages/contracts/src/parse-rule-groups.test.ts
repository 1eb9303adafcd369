import { describe, expect, it } from 'vitest'
import { parseRuleGroups } from './parse-rule-groups.ts'

describe('parseRuleGroups', () => {
  it('reads groups, and none', () => {
    expect(parseRuleGroups('{"network":["902@4.0.0"]}')).toEqual({ groups: { network: ['902@4.0.0'] } })
    expect(parseRuleGroups('{}')).toEqual({ groups: {} })
  })

  it.each(['', '[]', 'null', '{"network":"902@4.0.0"}', '{"network":[""]}', '{"network":[902]}'])(
    'refuses %j, which has another form',
    (text) => {
      expect(parseRuleGroups(text)).toEqual({ problems: [expect.stringContaining('rule groups are')] })
    },
  )

  it('answers every problem of the groups', () => {
    expect(parseRuleGroups('{"Network":["902@4.0.0"],"other":["902@4.0.0"]}')).toEqual({
      problems: [
        'rule group "Network": a group name matches ^[a-z0-9]+(-[a-z0-9]+)*$',
        'rule group "other": rule 902@4.0.0 is in the group Network already',
      ],
    })
  })
})
