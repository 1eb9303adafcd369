import { defaultConfigurationSet } from '@pantau/typologies'
import { describe, expect, it } from 'vitest'
import { ConfigurationBench, mapOf, messageOf } from './configuration-bench.ts'

/** The shipped typology with an alert that no score reaches, saved with its rules and a map. */
async function openWithDeadAlert(acceptsFindings: boolean): Promise<ConfigurationBench> {
  const bench = await ConfigurationBench.open({ acceptsFindings })
  await bench.saveParts()
  const [typology] = defaultConfigurationSet().typologies
  const dead = { ...typology, workflow: { alertThreshold: 801 } }
  const path = `/typology/typology-processor/${typology?.cfg}`
  expect(await bench.call('PUT', path, dead)).toMatchObject({ status: 200 })
  return bench
}

describe('a configuration that compiles and can never do what it is there for', () => {
  it('is refused, saved as active or activated, and nothing is in force', async () => {
    const bench = await openWithDeadAlert(false)
    try {
      const saved = await bench.call('POST', '/network_map', mapOf('1', true))
      const reason = '/typologies/0/workflow/alertThreshold is never reached'
      expect([saved.status, messageOf(saved)]).toEqual([400, expect.stringContaining(reason)])
      await bench.saveMap('2')
      const activated = await bench.call('POST', '/network_map/2/activate')
      expect([activated.status, messageOf(activated)]).toEqual([400, expect.stringContaining(reason)])
      expect(await bench.activeDigest()).toBeUndefined()
    } finally {
      await bench.admin.close()
    }
  })

  it('is activated where findings are accepted', async () => {
    const bench = await openWithDeadAlert(true)
    try {
      await bench.saveMap('1')
      expect((await bench.call('POST', '/network_map/1/activate')).status).toBe(200)
      expect(await bench.activeDigest()).toMatch(/^[0-9a-f]{64}$/)
    } finally {
      await bench.admin.close()
    }
  })
})
