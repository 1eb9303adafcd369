import { EventEmitter } from 'node:events'
import { openSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { defineSettings } from '../settings/define-settings.ts'
import { SettingsError } from '../settings/settings-error.ts'
import type { ProcessHost } from './process-host.ts'
import { runService } from './run-service.ts'
import type { Composition, ServiceContext } from './service-definition.ts'

/** Stands for `process`, so that a run can end without ending the test. test/run-service.test.ts runs real processes. */
class RecordingHost extends EventEmitter implements ProcessHost {
  readonly exitCodes: number[] = []
  readonly written: string[] = []
  readonly stderr = { write: (text: string) => this.written.push(text) }

  exit(code: number): void {
    this.exitCodes.push(code)
  }
}

// Never closed: a service told to stop while it hangs still writes to its log after the test that hung it.
const nowhere = openSync('/dev/null', 'w')

type Compose = (context: ServiceContext<unknown>) => Promise<Composition>

function run(
  host: RecordingHost,
  compose: Compose,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  return runService({
    name: 'test',
    version: '0',
    schema: defineSettings({}),
    env: { PANTAU_HEALTH_PORT: '0', PANTAU_HEALTH_HOST: '127.0.0.1', ...env },
    compose,
    host,
    logDescriptor: nowhere,
  })
}

const idle: Composition = { probes: [], start: () => undefined }

describe('runService', () => {
  it('leaves no listener behind', async () => {
    const host = new RecordingHost()
    const started = run(host, async () => ({
      probes: [],
      start: () => void setImmediate(() => host.emit('SIGTERM')),
    }))
    expect(host.eventNames()).toEqual(['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'])
    await started
    expect([host.exitCodes, host.eventNames()]).toEqual([[0], []])
  })

  it('exits with 1 when something cannot be released, after it released the rest', async () => {
    const host = new RecordingHost()
    let isReleased = false
    await run(host, async ({ scope }) => {
      scope.use('first', 0, () => {
        isReleased = true
      })
      scope.use('stuck', 0, () => Promise.reject(new Error('stuck')))
      host.emit('SIGTERM')
      return idle
    })
    expect([host.exitCodes, isReleased]).toEqual([[1], true])
  })

  it('exits with 1 and releases what it has when it cannot be composed', async () => {
    const host = new RecordingHost()
    let isReleased = false
    await run(host, async ({ scope }) => {
      scope.use('first', 0, () => {
        isReleased = true
      })
      throw new Error('no schema in the database')
    })
    expect([host.exitCodes, isReleased]).toEqual([[1], true])
  })

  it('exits with 2 when composing finds that settings do not fit together', async () => {
    const host = new RecordingHost()
    await run(host, () =>
      Promise.reject(new SettingsError(['PANTAU_TLS_KEY is missing beside PANTAU_TLS_CERTIFICATE'])),
    )
    expect(host.exitCodes).toEqual([2])
    expect(host.written.join('')).toContain('PANTAU_TLS_KEY is missing beside PANTAU_TLS_CERTIFICATE')
  })

  it('does not start what was composed after it was told to stop', async () => {
    const host = new RecordingHost()
    let isStarted = false
    await run(host, async () => {
      host.emit('SIGTERM')
      return { probes: [], start: () => void (isStarted = true) }
    })
    expect([host.exitCodes, isStarted]).toEqual([[0], false])
  })

  it('exits with 1 when composing hangs beyond the start deadline', async () => {
    const host = new RecordingHost()
    const env = { PANTAU_START_DEADLINE_MS: '100', PANTAU_STOP_DEADLINE_MS: '100' }
    void run(host, () => new Promise(() => undefined), env)
    await expect.poll(() => host.exitCodes, { timeout: 60_000 }).toEqual([1])
  })

  it('exits with 1 when the health port is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => void blocker.listen(0, '127.0.0.1', resolve))
    const address = blocker.address()
    const host = new RecordingHost()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await run(host, async () => idle, { PANTAU_HEALTH_PORT: String(port) })
    blocker.close()
    expect(host.exitCodes).toEqual([1])
  })
})
