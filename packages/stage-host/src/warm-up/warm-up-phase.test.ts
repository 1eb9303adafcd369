import { expect, it } from 'vitest'
import { createMetrics } from '@pantau/service-runtime'
import type { Log, LogFields } from '@pantau/service-runtime'
import type { Rehearsal } from './rehearsal.ts'
import { warmUpPhase } from './warm-up-phase.ts'

function recordingLog() {
  const lines: { readonly level: string; readonly fields: LogFields; readonly message: string }[] = []
  const at =
    (level: string) =>
    (fields: LogFields, message: string): void => {
      lines.push({ level, fields, message })
    }
  const log: Log = {
    fatal: at('fatal'),
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    trace: at('trace'),
    child: () => log,
  }
  return { log, lines }
}

function rehearsal(round: () => Promise<void>) {
  const done = { rounds: 0, prepared: 0, closed: 0 }
  const open = (): Rehearsal => ({
    async round() {
      done.rounds += 1
      await round()
    },
    async prepare() {
      done.prepared += 1
    },
    async close() {
      done.closed += 1
    },
  })
  return { open, done }
}

const never = new AbortController().signal

it('is left out when the setting is 0', () => {
  const metrics = createMetrics({ name: 'test', version: '0' })
  const context = { settings: { warmUpMs: 0 }, log: recordingLog().log, metrics }
  expect(warmUpPhase(context, () => expect.fail('nothing is rehearsed'))).toEqual({})
})

it('runs rounds, prepares once, closes, and says so in one line and one metric', async () => {
  const metrics = createMetrics({ name: 'test', version: '0' })
  const { log, lines } = recordingLog()
  const { open, done } = rehearsal(async () => undefined)
  await warmUpPhase({ settings: { warmUpMs: 60_000 }, log, metrics }, open).warmUp?.(never)
  expect(done).toMatchObject({ prepared: 1, closed: 1 })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 'info', message: 'warmed up', fields: { rounds: done.rounds } })
  expect(await metrics.render()).toMatch(/^pantau_warm_up_seconds\{service="test"\} 0?\.?\d/m)
})

it('goes on after rounds that throw, and warns of the first reason', async () => {
  const metrics = createMetrics({ name: 'test', version: '0' })
  const { log, lines } = recordingLog()
  const reason = new Error('a rule is broken')
  const { open, done } = rehearsal(() => Promise.reject(reason))
  await warmUpPhase({ settings: { warmUpMs: 60_000 }, log, metrics }, open).warmUp?.(never)
  expect(done.closed).toBe(1)
  expect(done.rounds).toBeGreaterThan(1)
  expect(lines).toMatchObject([{ level: 'warn', fields: { failedRounds: done.rounds, err: reason } }])
})

it('lets the process start where nothing can be rehearsed at all', async () => {
  const metrics = createMetrics({ name: 'test', version: '0' })
  const { log, lines } = recordingLog()
  const reason = new Error('no rehearsal')
  const open = (): Rehearsal => {
    throw reason
  }
  await warmUpPhase({ settings: { warmUpMs: 60_000 }, log, metrics }, open).warmUp?.(never)
  expect(lines).toMatchObject([{ level: 'warn', message: 'could not warm up', fields: { err: reason } }])
})
