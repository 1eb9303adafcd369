import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConstantArrivals, RampingArrivals } from './arrivals.ts'
import { readRunOptions } from './run-options.ts'
import type { Variables } from './run-options.ts'
import { K6_SCENARIOS, SCENARIO_DEFAULTS } from './scenario-defaults.ts'
import type { K6Scenario } from './scenario-defaults.ts'
import { planScenario } from './scenario-plan.ts'
import type { ScenarioPlan } from './scenario-plan.ts'

function plan(scenario: K6Scenario, variables: Variables = {}): ScenarioPlan {
  return planScenario(scenario, readRunOptions(variables, SCENARIO_DEFAULTS[scenario]))
}

function durationMs(arrivals: ConstantArrivals | RampingArrivals): number {
  const durations =
    arrivals.executor === 'constant-arrival-rate'
      ? [arrivals.duration]
      : arrivals.stages.map(({ duration }) => duration)
  return durations.reduce((sum, duration) => sum + Number.parseInt(duration, 10), 0)
}

describe('the plan of a k6 scenario', () => {
  it('is a constant rate for load: an open model', () => {
    expect(plan('load').scenarios).toEqual({
      load: {
        executor: 'constant-arrival-rate',
        rate: 500,
        timeUnit: '1s',
        startTime: '0ms',
        duration: '300000ms',
        gracefulStop: '10s',
        preAllocatedVUs: 250,
        maxVUs: 2_000,
      },
    })
  })

  it('rises step by step for stress, and looks at the recovery', () => {
    const { stress, recovery } = plan('stress', { RATE: '100', DURATION: '50s' }).scenarios
    expect(stress).toMatchObject({
      executor: 'ramping-arrival-rate',
      startRate: 50,
      stages: [50, 50, 100, 100, 150, 150, 200, 200, 300, 300].map((target, index) => ({
        target,
        duration: index % 2 === 0 ? '1600ms' : '6400ms',
      })),
    })
    expect(recovery).toMatchObject({ rate: 100, startTime: '40000ms', duration: '10000ms' })
  })

  it('jumps for the spike, and back', () => {
    const { scenarios } = plan('spike', { RATE: '7', SPIKE_FACTOR: '4', DURATION: '10s' })
    expect(Object.entries(scenarios)).toMatchObject([
      ['before', { rate: 7, startTime: '0ms', duration: '3000ms' }],
      ['spike', { rate: 28, startTime: '3000ms', duration: '2000ms' }],
      ['recovery', { rate: 7, startTime: '5000ms', duration: '5000ms' }],
    ])
  })

  it('fills the time that was asked for, in whole rates, with parts that k6 takes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...K6_SCENARIOS),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 5, max: 604_800 }),
        (scenario, rate, seconds) => {
          const { scenarios } = plan(scenario, { RATE: `${rate}`, DURATION: `${seconds}s` })
          const parts = Object.values(scenarios)
          let endMs = 0
          for (const part of parts) {
            expect(Number.parseInt(part.startTime, 10)).toBe(endMs)
            expect(durationMs(part)).toBeGreaterThanOrEqual(1_000)
            endMs += durationMs(part)
            const rates =
              part.executor === 'constant-arrival-rate'
                ? [part.rate]
                : part.stages.map((stage) => stage.target)
            expect(rates.every((target) => Number.isSafeInteger(target) && target >= 1)).toBe(true)
            expect(part.preAllocatedVUs).toBeLessThanOrEqual(part.maxVUs)
          }
          expect(Math.abs(endMs - seconds * 1_000)).toBeLessThanOrEqual(10)
        },
      ),
    )
  })

  it('holds every scenario to its thresholds', () => {
    for (const scenario of K6_SCENARIOS) {
      expect(plan(scenario, { P95_MS: '400' }).thresholds).toMatchObject({
        payments: ['count>0'],
        http_req_failed: [scenario === 'smoke' ? 'rate==0' : 'rate<0.01'],
        dropped_iterations: [expect.stringMatching(/^count<=\d+$/)],
        refusals_without_retry_after: ['count==0'],
        'answer_duration{message_type:pacs.008.001.10}': ['p(95)<400'],
        'answer_duration{message_type:pacs.002.001.12}': ['p(95)<400'],
      })
    }
    expect(plan('load').thresholds).toMatchObject({
      dropped_iterations: ['count<=150'],
      payments_given_up: ['count<=150'],
    })
    expect(plan('spike').thresholds).toMatchObject({
      refusal_duration: ['p(95)<50'],
      'payments_given_up{scenario:recovery}': ['count<=300'],
      'answer_duration{scenario:recovery}': ['p(95)<500'],
    })
  })
})
