import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TenantPlaces } from './tenant-places.ts'

describe('tenant places', () => {
  it('are as many as there are, and no tenant has more than its part', () => {
    const bounds = fc.record({
      max: fc.integer({ min: 1, max: 6 }),
      ofTenantMax: fc.integer({ min: 1, max: 4 }),
    })
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()))
    fc.assert(
      fc.property(bounds, steps, (options, taken) => {
        const places = new TenantPlaces(options)
        const held: { readonly tenantId: string; readonly release: () => void }[] = []
        for (const [tenantId, takes] of taken) {
          const ofTenant = held.filter((place) => place.tenantId === tenantId)
          if (takes) {
            const release = places.take(tenantId)
            const hasRoom = held.length < options.max && ofTenant.length < options.ofTenantMax
            expect(release !== undefined).toBe(hasRoom)
            if (release !== undefined) {
              held.push({ tenantId, release })
            }
          } else if (ofTenant[0] !== undefined) {
            ofTenant[0].release()
            held.splice(held.indexOf(ofTenant[0]), 1)
          }
        }
      }),
    )
  })
})
