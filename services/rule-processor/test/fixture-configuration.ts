import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { ActivatedConfiguration, ConfigurationSource } from '@pantau/contracts'
import { ruleRegistry } from './fixture-rules/src/fixture-registry.ts'

const ruleIds = ['first@1.0.0', 'fragile@1.0.0', 'last@1.0.0']

const set: ConfigurationSet = {
  networkMap: {
    active: true,
    cfg: '1.0.0',
    messages: [
      {
        id: '004@1.0.0',
        cfg: '1.0.0',
        txTp: 'pacs.002.001.12',
        typologies: [
          {
            id: 'typology-processor',
            cfg: 'T-FIXTURE@1.0.0',
            rules: ruleIds.map((id) => ({ id, cfg: '1.0.0' })),
          },
        ],
      },
    ],
  },
  rules: ruleIds.map((id) => ({
    id,
    cfg: '1.0.0',
    config: {
      bands: [
        { subRuleRef: '.01', upperLimit: 5, reason: 'below five' },
        { subRuleRef: '.02', lowerLimit: 5, reason: 'five and more' },
      ],
    },
  })),
  typologies: [
    {
      id: 'typology-processor',
      cfg: 'T-FIXTURE@1.0.0',
      workflow: { alertThreshold: 100 },
      rules: ruleIds.map((id, index) => ({
        id,
        cfg: '1.0.0',
        termId: `v${index}`,
        wghts: ['.err', '.01', '.02'].map((ref) => ({ ref, wght: 1 })),
      })),
      expression: ['Add', 'v0', 'v1', 'v2'],
    },
  ],
}

/** The same configuration under any digest that starts with `fixture`, and how often it was asked for. */
export function createFixtureSource(): ConfigurationSource & { readonly asked: string[] } {
  const asked: string[] = []
  const configurations = new Map<string, ActivatedConfiguration>()
  return {
    asked,
    async byDigest(digest) {
      asked.push(digest)
      if (!digest.startsWith('fixture')) {
        return undefined
      }
      const known = configurations.get(digest)
      if (known !== undefined) {
        return known
      }
      const configuration = compileFixture()
      configurations.set(digest, configuration)
      return configuration
    },
  }
}

function compileFixture(): ActivatedConfiguration {
  const compilation = compileConfiguration(set, ruleRegistry)
  if ('problems' in compilation) {
    throw new TypeError(JSON.stringify(compilation.problems))
  }
  return compilation
}
