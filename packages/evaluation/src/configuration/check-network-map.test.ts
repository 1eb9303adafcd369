import { describe, expect, test } from 'vitest'
import { editSet, problemsOf } from '../../test/edit-set.ts'
import type { Refusal } from '../../test/edit-set.ts'
import { exampleSet } from '../../test/example-configuration.ts'

describe('a network map is refused for', () => {
  test.each<Refusal>([
    [
      'a rule without configuration',
      '/rules/1',
      undefined,
      '/networkMap/messages/0/typologies/0/rules/1',
      'the set has no configuration of rule currency@1.0.0 with cfg 1.0.0',
    ],
    [
      'a typology that is not there',
      '/typologies/0',
      undefined,
      '/networkMap/messages/0/typologies/0',
      'the set has no typology typology-processor with cfg T1@1.0.0',
    ],
    [
      'a message type mapped twice',
      '/networkMap/messages/1/txTp',
      'pacs.002.001.12',
      '/networkMap/messages/1/txTp',
      'pacs.002.001.12 is mapped twice',
    ],
    [
      'a typology mapped twice for one message',
      '/networkMap/messages/0/typologies/-',
      exampleSet().networkMap.messages[0]?.typologies[1],
      '/networkMap/messages/0/typologies/2',
      'listed twice',
    ],
    [
      'a rule mapped twice for one typology',
      '/networkMap/messages/0/typologies/0/rules/-',
      { id: 'flow@1.0.0', cfg: 'none' },
      '/networkMap/messages/0/typologies/0/rules/3',
      'listed twice',
    ],
    [
      'a rule that does not apply to the message type',
      '/networkMap/messages/0/txTp',
      'pain.001.001.11',
      '/networkMap/messages/0/typologies/0/rules/1',
      'currency@1.0.0 does not apply to pain.001.001.11',
    ],
    [
      'a rule that the typology lacks',
      '/typologies/1/rules/1',
      undefined,
      '/networkMap/messages/0/typologies/1/rules/1',
      'typology T2@1.0.0 does not list flow@1.0.0 with cfg none',
    ],
    [
      'a rule that the map lacks',
      '/networkMap/messages/0/typologies/0/rules/0',
      undefined,
      '/typologies/0/rules/2',
      '/networkMap/messages/0/typologies/0 does not list flow@1.0.0 with cfg none',
    ],
    [
      'a rule under another cfg',
      '/typologies/0/rules/1/cfg',
      '9',
      '/typologies/0/rules/1',
      'does not list currency@1.0.0 with cfg 9',
    ],
  ])('%s', (_name, pointer, value, path, message) => {
    expect(problemsOf(editSet(exampleSet(), pointer, value))).toContainEqual({
      path,
      message: expect.stringContaining(message) as string,
    })
  })
})
