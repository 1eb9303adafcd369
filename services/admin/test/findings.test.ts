import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConfigurationBench, mapOf, messageOf } from './configuration-bench.ts'

let bench: ConfigurationBench
beforeAll(async () => {
  bench = await ConfigurationBench.open()
})
afterAll(() => bench.admin.close())
beforeEach(() => bench.startOver())

describe('a configuration that compiles', () => {
  it('is refused with a plan for messages that are never evaluated, and nothing is in force', async () => {
    const [rule] = defaultConfigurationSet().typologies[0]?.rules.slice(2) ?? []
    const flow = { id: rule?.id, cfg: rule?.cfg }
    const typology = {
      id: 'typology-processor',
      cfg: 'flow@1.0.0',
      workflow: { alertThreshold: 1 },
      rules: [{ ...rule, wghts: [] }],
      expression: ['Add', 1],
    }
    expect((await bench.call('POST', '/typology', typology)).status).toBe(201)
    const messages = [
      {
        id: '001@1.0.0',
        cfg: '1.0.0',
        txTp: 'pain.001.001.11',
        typologies: [{ id: typology.id, cfg: typology.cfg, rules: [flow] }],
      },
    ]
    const reason = '/networkMap/messages/0/txTp pain.001.001.11 carries no payment to evaluate'
    const saved = await bench.call('POST', '/network_map', { ...mapOf('1', true), messages })
    expect([saved.status, messageOf(saved)]).toEqual([400, expect.stringContaining(reason)])
    expect((await bench.call('POST', '/network_map', { ...mapOf('2'), messages })).status).toBe(201)
    const activated = await bench.call('POST', '/network_map/2/activate')
    expect([activated.status, messageOf(activated)]).toEqual([400, expect.stringContaining(reason)])
    expect(await bench.activeDigest()).toBeUndefined()
  })

  it('is activated although its alert is out of reach, as that of a typology that is tried out', async () => {
    await bench.saveParts()
    const [typology] = defaultConfigurationSet().typologies
    const quiet = { ...typology, workflow: { alertThreshold: 801 } }
    const path = `/typology/typology-processor/${typology?.cfg}`
    expect(await bench.call('PUT', path, quiet)).toMatchObject({ status: 200 })
    await bench.saveMap('1')
    expect((await bench.call('POST', '/network_map/1/activate')).status).toBe(200)
    expect(await bench.activeDigest()).toMatch(/^[0-9a-f]{64}$/)
  })
})
