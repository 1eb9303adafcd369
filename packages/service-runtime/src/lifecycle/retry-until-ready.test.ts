import { describe, expect, it } from 'vitest'
import { createLogger } from '../logging/create-logger.ts'
import { DependencyNotReadyError, retryUntilReady } from './retry-until-ready.ts'

const { log } = createLogger({ service: 'test', version: '0', instance: 'test', level: 'silent' })

describe('retryUntilReady', () => {
  it('answers with the first attempt that works', async () => {
    let attempts = 0
    const attempt = (): Promise<string> => {
      attempts += 1
      return attempts < 3 ? Promise.reject(new Error('refused')) : Promise.resolve('connected')
    }
    const { signal } = new AbortController()
    const result = await retryUntilReady({ dependency: 'postgres', attempt, signal, log, firstDelayMs: 1 })
    expect([result, attempts]).toEqual(['connected', 3])
  })

  it('gives up between attempts when the signal aborts, and tells the last failure', async () => {
    const controller = new AbortController()
    const attempt = (): Promise<never> => {
      setImmediate(() => controller.abort())
      return Promise.reject(new Error('refused'))
    }
    const waiting = retryUntilReady({ dependency: 'postgres', attempt, signal: controller.signal, log })
    await expect(waiting).rejects.toMatchObject({
      name: 'DependencyNotReadyError',
      dependency: 'postgres',
      attempts: 1,
      cause: { message: 'refused' },
    })
  })

  it('gives up an attempt that does not heed the signal', async () => {
    const controller = new AbortController()
    const attempt = (): Promise<never> => {
      setImmediate(() => controller.abort())
      return new Promise(() => undefined)
    }
    const waiting = retryUntilReady({ dependency: 'nats', attempt, signal: controller.signal, log })
    await expect(waiting).rejects.toBeInstanceOf(DependencyNotReadyError)
  })
})
