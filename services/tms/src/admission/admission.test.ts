import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HandClock } from '../../test/hand-clock.ts'
import { Admission } from './admission.ts'
import type { AdmissionObserver, Decision, Priority, RefusalReason } from './admission.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'
import { NeighbourLimit } from './neighbour-limit.ts'
import type { Ticket } from './ticket.ts'

const LIMIT = 20

function fixed(limit: number): ConcurrencyLimit {
  return new ConcurrencyLimit({ min: limit, max: limit, initial: limit, targetMs: 25, latencyRatio: 2 })
}

function open(
  options: { readonly rate?: number; readonly observer?: AdmissionObserver; readonly strict?: number } = {},
) {
  const clock = new HandClock()
  const { rate, observer, strict = LIMIT } = options
  const neighbourLimit = new NeighbourLimit({ min: 2, latencyRatio: 1.2, unknownTargetMs: 25 })
  const admission = new Admission({
    limit: fixed(LIMIT),
    strictLimit: fixed(strict),
    neighbourLimit,
    clock,
    random: () => 0.5,
    ...(rate === undefined ? {} : { tenantRatePerSecond: rate }),
    ...(observer === undefined ? {} : { observer }),
  })
  return { admission, clock, neighbourLimit }
}

function ticketsOf(decisions: readonly Decision[]): readonly Ticket[] {
  return decisions.flatMap((decision) => (decision.kind === 'admitted' ? [decision.ticket] : []))
}

/** Asks until it is refused, or often enough. */
function fill(admission: Admission, tenantId: string, priority: Priority): readonly Ticket[] {
  return ticketsOf(Array.from({ length: 3 * LIMIT }, () => admission.ask(tenantId, priority)))
}

function reasonOf(decision: Decision): RefusalReason | undefined {
  return decision.kind === 'refused' ? decision.reason : undefined
}

describe('admission', () => {
  it.each<[Priority, number]>([
    ['report', 20],
    ['initiation', 8],
    ['bulk', 5],
    ['unidentified', 3],
  ])('lets %s messages up to their ceiling in, and refuses what is beyond', (priority, expected) => {
    const { admission } = open()
    expect(fill(admission, 'a', priority)).toHaveLength(expected)
    expect(admission.inProgress).toBe(expected)
    expect(reasonOf(admission.ask('a', priority))).toBe('limit')
  })

  it('keeps room for status reports while initiations are refused', () => {
    const { admission } = open()
    fill(admission, 'a', 'initiation')
    expect(fill(admission, 'a', 'report')).toHaveLength(12)
  })

  it('has a place for the report of every initiation that was let in, though more initiations come all the time', () => {
    const { admission } = open()
    let batch = fill(admission, 'a', 'initiation')
    for (let turn = 0; turn < 10; turn += 1) {
      for (const ticket of batch) {
        ticket.leave()
      }
      const others = fill(admission, 'a', 'initiation')
      const reports = batch.map(() => admission.ask('a', 'report'))
      expect(reports.filter(({ kind }) => kind === 'refused')).toEqual([])
      for (const ticket of ticketsOf(reports)) {
        ticket.leave()
      }
      batch = others
    }
  })

  it('lets a tenant in that has less than its share, and cuts the one that has more', () => {
    const { admission } = open()
    const noisy = fill(admission, 'noisy', 'report')
    expect(fill(admission, 'quiet', 'report')).toHaveLength(LIMIT / 2)
    for (const ticket of noisy.slice(0, LIMIT / 2)) {
      ticket.leave()
    }
    expect(reasonOf(admission.ask('noisy', 'report'))).toBe('share')
    noisy.at(-1)?.leave()
    expect(admission.ask('noisy', 'report').kind).toBe('admitted')
  })

  it('lets initiations of such a tenant in beyond what initiations may take together', () => {
    const { admission } = open()
    fill(admission, 'noisy', 'initiation')
    expect(fill(admission, 'quiet', 'initiation')).toHaveLength(7)
    expect(fill(admission, 'quiet', 'report')).toHaveLength(5)
    expect(reasonOf(admission.ask('noisy', 'initiation'))).toBe('share')
  })

  it('holds a heavy tenant to the strict limit or its share while others ask, and nobody else', () => {
    const strict = 6
    const { admission } = open({ strict })
    expect(fill(admission, 'alone', 'report')).toHaveLength(LIMIT)

    const { admission: shared } = open({ strict })
    shared.ask('quiet', 'report')
    expect(fill(shared, 'noisy', 'report')).toHaveLength(LIMIT / 2)
    expect(reasonOf(shared.ask('noisy', 'report'))).toBe('share')
    expect(fill(shared, 'quiet', 'report')).toHaveLength(LIMIT / 2 - 1)

    const { admission: even } = open({ strict })
    const turns = Array.from({ length: LIMIT }, (_, turn) => even.ask(turn % 2 === 0 ? 'a' : 'b', 'report'))
    expect(ticketsOf(turns)).toHaveLength(LIMIT)
  })

  it('gives what a tenant does not use to the others, once it has stopped asking', () => {
    const { admission, clock } = open()
    admission.ask('gone', 'report')
    const [ticket] = fill(admission, 'gone', 'report')
    ticket?.leave()
    const { admission: other } = open()
    expect(fill(other, 'a', 'report')).toHaveLength(LIMIT)
    clock.advance(60_000)
    expect(admission.tenantsAsking).toBe(1)
  })

  it('forgets tenants that have gone', () => {
    const { admission, clock } = open()
    for (let index = 0; index < 100; index += 1) {
      ticketsOf([admission.ask(`tenant-${index}`, 'report')])[0]?.leave()
    }
    expect(admission.tenantsAsking).toBe(100)
    clock.advance(1_001)
    admission.ask('another', 'report')
    expect(admission.tenantsAsking).toBe(1)
  })

  it('limits the rate of a tenant, and says when there is room again', () => {
    const { admission, clock } = open({ rate: 4 })
    for (let remaining = 3; remaining >= 0; remaining -= 1) {
      const decision = admission.ask('a', 'report')
      expect(decision.rate).toEqual({ ratePerSecond: 4, remaining, waitMs: 0 })
    }
    const refused = admission.ask('a', 'report')
    expect([reasonOf(refused), refused.rate?.waitMs]).toEqual(['rate', 250])
    expect(admission.ask('b', 'report').kind).toBe('admitted')
    clock.advance(250)
    expect(admission.ask('a', 'report').kind).toBe('admitted')
  })

  it('learns what a message takes from its work, not from how slowly its caller sends it', () => {
    const { admission, clock, neighbourLimit } = open()
    for (let count = 0; count < 5; count += 1) {
      const [ticket] = ticketsOf([admission.ask('a', 'report')])
      clock.advance(2_000)
      ticket?.begin()
      clock.advance(5)
      ticket?.end(true)
      ticket?.leave()
    }
    expect(neighbourLimit.targetMs).toBeCloseTo(6)
  })

  it('takes nothing from the rate for a message that was refused for another reason', () => {
    const { admission } = open({ rate: LIMIT + 1 })
    fill(admission, 'a', 'bulk')
    expect(admission.ask('a', 'bulk').rate?.remaining).toBe(LIMIT + 1 - 5)
  })

  it('asks callers to come again later, the longer it goes on', () => {
    const { admission, clock } = open()
    fill(admission, 'a', 'report')
    const first = admission.ask('a', 'report')
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1_000)
      admission.ask('a', 'report')
    }
    const later = admission.ask('a', 'report')
    expect(first).toMatchObject({ retryAfterMs: 1_750 })
    expect(later).toMatchObject({ retryAfterMs: 4_250 })
  })

  it('wakes those who wait for a place when one is free, or when they have waited long enough', async () => {
    const { admission, clock } = open()
    const [ticket] = fill(admission, 'a', 'report')
    const woken = admission.change(1_000)
    ticket?.leave()
    await woken
    const late = admission.change(1_000)
    clock.advance(1_000)
    await late
  })
})

describe('a ticket', () => {
  it('is held until the caller is gone and the work is over, whichever is later', () => {
    const measured: number[] = []
    const observer = {
      admitted: () => undefined,
      refused: () => undefined,
      measured: (ms: number) => measured.push(ms),
    }
    const { admission, clock } = open({ observer })
    const [first, second] = ticketsOf([admission.ask('a', 'report'), admission.ask('a', 'report')])
    first?.begin()
    first?.leave()
    expect(admission.inProgress).toBe(2)
    clock.advance(40)
    first?.end(true)
    expect(admission.inProgress).toBe(1)
    second?.begin()
    second?.end(false)
    expect(admission.inProgress).toBe(1)
    second?.leave()
    second?.leave()
    expect(admission.inProgress).toBe(0)
    expect(measured).toEqual([40])
  })
})

describe('whatever comes', () => {
  const step = fc.oneof(
    fc.record({
      ask: fc.constantFrom('a', 'b', 'c', 'd', ''),
      priority: fc.constantFrom<Priority>('report', 'initiation', 'bulk', 'unidentified'),
    }),
    fc.record({ leave: fc.nat(60) }),
    fc.record({ wait: fc.nat(2_000) }),
  )

  it('places are counted, never more than twice the limit, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const { admission, clock } = open()
        const held: { readonly tenantId: string; readonly ticket: Ticket }[] = []
        for (const one of steps) {
          if ('ask' in one) {
            const decision = admission.ask(one.ask, one.priority)
            if (decision.kind === 'admitted') {
              held.push({ tenantId: one.ask, ticket: decision.ticket })
            } else {
              // Nobody is refused while the process is nearly empty.
              expect(admission.inProgress).toBeGreaterThanOrEqual(3)
            }
          } else if ('leave' in one) {
            held.splice(one.leave % Math.max(1, held.length), 1)[0]?.ticket.leave()
          } else {
            clock.advance(one.wait)
          }
          expect(admission.inProgress).toBe(held.length)
          expect(admission.inProgress).toBeLessThanOrEqual(2 * LIMIT)
        }
        for (const { ticket } of held) {
          ticket.leave()
        }
        expect(admission.inProgress).toBe(0)
      }),
    )
  })

  it('a tenant that asks for less than its share is never refused because of another', () => {
    const share = fc.integer({ min: 1, max: LIMIT / 2 })
    fc.assert(
      fc.property(share, fc.array(fc.boolean(), { maxLength: 300 }), (quietMax, turns) => {
        const { admission, clock } = open()
        const quiet: Ticket[] = []
        const noisy: Ticket[] = []
        for (const isQuiet of turns) {
          clock.advance(1)
          noisy.push(...fill(admission, 'noisy', 'report'))
          if (isQuiet) {
            if (quiet.length >= quietMax) {
              quiet.shift()?.leave()
            }
            const decision = admission.ask('quiet', 'report')
            expect(decision.kind).toBe('admitted')
            quiet.push(...ticketsOf([decision]))
          } else {
            noisy.shift()?.leave()
          }
        }
      }),
    )
  })
})
