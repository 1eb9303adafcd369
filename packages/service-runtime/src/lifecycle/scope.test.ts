import { describe, expect, it } from 'vitest'
import { ReleasingScope } from './scope.ts'

describe('ReleasingScope', () => {
  it('releases in reverse order, one after the other, going on after a failure', async () => {
    const scope = new ReleasingScope()
    const released: string[] = []
    scope.use('database', 'database', (resource) => {
      released.push(resource)
    })
    scope.use('broker', 'broker', () => Promise.reject(new Error('still busy')))
    scope.use('server', 'server', async (resource) => {
      await new Promise((resolve) => setImmediate(resolve))
      released.push(resource)
    })
    const failures = await scope.release()
    expect(released).toEqual(['server', 'database'])
    expect(failures).toMatchObject([{ resource: 'broker', cause: { message: 'still busy' } }])
  })

  it('returns what it holds', () => {
    expect(new ReleasingScope().use('number', 7, () => undefined)).toBe(7)
  })

  it('releases once, and holds nothing afterwards', async () => {
    const scope = new ReleasingScope()
    let count = 0
    scope.use('counter', 0, () => {
      count += 1
    })
    await scope.release()
    await scope.release()
    expect(count).toBe(1)
    expect(() => scope.use('late', 0, () => undefined)).toThrow(TypeError)
  })
})
