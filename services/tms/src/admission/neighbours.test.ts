import { describe, expect, it } from 'vitest'
import { HandClock } from '../../test/hand-clock.ts'
import { Admission } from './admission.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'
import { NeighbourLimit } from './neighbour-limit.ts'
import type { Ticket } from './ticket.ts'

/** Two processors that all messages in progress share evenly; each message needs 2 ms of one. */
const PROCESSORS = 2
const WORK_MS = 2
const QUIET = ['quiet-1', 'quiet-2', 'quiet-3']
/** Each quiet tenant sends a tenth of what there is, the noisy one three times of it. */
const QUIET_PER_MS = 0.1
const NOISY_PER_MS = 3

interface Working {
  readonly tenantId: string
  readonly ticket: Ticket
  readonly beganAtMs: number
  leftMs: number
}

interface Measured {
  readonly latenciesMs: number[]
  noisyCount: number
  refusedQuietCount: number
}

/** A process whose admission is real, on simulated processors and time. */
class Machine {
  readonly admission: Admission
  readonly #clock = new HandClock()
  #working: Working[] = []
  #owed: Record<string, number> = {}

  constructor() {
    const held = { max: 2_000, initial: 128, targetMs: 25 }
    this.admission = new Admission({
      limit: new ConcurrencyLimit({ ...held, min: 96, latencyRatio: 1.25 }),
      strictLimit: new ConcurrencyLimit({ ...held, min: 24, latencyRatio: 2 }),
      neighbourLimit: new NeighbourLimit({ min: 2, latencyRatio: 1.2, unknownTargetMs: 25 }),
      clock: this.#clock,
      random: () => 0.5,
    })
  }

  run(seconds: number, { isQuietThere = true, isNoisyThere = false }): Measured {
    const measured: Measured = { latenciesMs: [], noisyCount: 0, refusedQuietCount: 0 }
    for (let ms = 0; ms < seconds * 1_000; ms += 1) {
      this.#clock.advance(1)
      for (const tenantId of isQuietThere ? QUIET : []) {
        this.#send(tenantId, QUIET_PER_MS, measured)
      }
      this.#send('noisy', isNoisyThere ? NOISY_PER_MS : 0, measured)
      this.#work(measured)
    }
    return measured
  }

  #send(tenantId: string, perMs: number, measured: Measured): void {
    const owed = (this.#owed[tenantId] ?? 0) + perMs
    const count = Math.floor(owed + 1e-9)
    this.#owed[tenantId] = owed - count
    for (let index = 0; index < count; index += 1) {
      const decision = this.admission.ask(tenantId, 'report')
      if (decision.kind === 'admitted') {
        decision.ticket.begin()
        const beganAtMs = this.#clock.nowMs()
        this.#working.push({ tenantId, ticket: decision.ticket, beganAtMs, leftMs: WORK_MS })
      } else if (tenantId !== 'noisy') {
        measured.refusedQuietCount += 1
      }
    }
  }

  #work(measured: Measured): void {
    const eachMs = Math.min(1, PROCESSORS / this.#working.length)
    for (const working of this.#working) {
      working.leftMs -= eachMs
    }
    const done = this.#working.filter(({ leftMs }) => leftMs <= 1e-9)
    this.#working = this.#working.filter(({ leftMs }) => leftMs > 1e-9)
    for (const { tenantId, ticket, beganAtMs } of done) {
      ticket.end(true)
      ticket.leave()
      if (tenantId === 'noisy') {
        measured.noisyCount += 1
      } else {
        measured.latenciesMs.push(this.#clock.nowMs() + 1 - beganAtMs)
      }
    }
  }
}

function p99(latenciesMs: readonly number[]): number {
  return latenciesMs.toSorted((a, b) => a - b)[Math.floor(latenciesMs.length * 0.99)] ?? Number.NaN
}

describe('tenants that send little beside one that sends three times what there is', () => {
  it('take little longer, and none of their messages is refused', () => {
    const machine = new Machine()
    const alone = machine.run(5, {})
    const onset = machine.run(1, { isNoisyThere: true })
    const beside = machine.run(10, { isNoisyThere: true })
    expect(machine.admission.tenantsHeld).toBe(1)
    expect(p99(beside.latenciesMs)).toBeLessThanOrEqual(2 * p99(alone.latenciesMs))
    expect(onset.refusedQuietCount + beside.refusedQuietCount).toBe(0)
    // It is not starved: a third of the seven tenths that they leave, and more.
    expect(beside.noisyCount / 10_000).toBeGreaterThan(0.7 / 3)
  })

  it('leave all of it to the other when they have gone', () => {
    const machine = new Machine()
    machine.run(5, {})
    machine.run(5, { isNoisyThere: true })
    const left = machine.run(5, { isQuietThere: false, isNoisyThere: true })
    expect(machine.admission.tenantsHeld).toBe(0)
    expect(left.noisyCount / 5_000).toBeGreaterThan(0.9)
  })

  it('hold nobody when the other has gone, or sends what there is room for', () => {
    const machine = new Machine()
    machine.run(5, {})
    machine.run(5, { isNoisyThere: true })
    machine.run(1, {})
    expect(machine.admission.tenantsHeld).toBe(0)
  })
})
