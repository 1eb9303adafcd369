import { constantArrivals, steppedArrivals } from './arrivals.ts'
import type { ConstantArrivals, RampingArrivals } from './arrivals.ts'
import type { RunOptions } from './run-options.ts'
import type { K6Scenario } from './scenario-defaults.ts'

/** The types of a payment's two messages, which latencies are kept apart by. */
export const MESSAGE_TYPES = ['pacs.008.001.10', 'pacs.002.001.12'] as const

/** When payments come, and what must hold for the run to pass: the `scenarios` and `thresholds` of k6. */
export interface ScenarioPlan {
  readonly scenarios: { [name: string]: ConstantArrivals | RampingArrivals }
  readonly thresholds: { [metric: string]: string[] }
}

const STRESS_FACTORS = [0.5, 1, 1.5, 2, 3] as const
const STRESS_SHARE = 0.8
const BEFORE_SPIKE_SHARE = 0.3
const SPIKE_SHARE = 0.2
const FAILED_SHARE_MAX = 0.01
const CHECKED_SHARE_MIN = 0.999
/** Of the planned payments: how many k6 may fail to start, or may not be accepted in the end. */
const LOST_SHARE_MAX = 0.001
/** k6 itself is pressed in an overload; beyond this it has not offered what was asked of it. */
const DROPPED_IN_OVERLOAD_SHARE_MAX = 0.01
/** Of all planned payments: how many may still be refused after the overload, until it is worked off. */
const REFUSED_IN_RECOVERY_SHARE_MAX = 0.01

export function planScenario(scenario: K6Scenario, run: RunOptions): ScenarioPlan {
  switch (scenario) {
    case 'smoke':
      return { scenarios: steadyArrivals(scenario, run), thresholds: smokeThresholds(run) }
    case 'load':
    case 'soak':
      return { scenarios: steadyArrivals(scenario, run), thresholds: steadyThresholds(run) }
    case 'stress':
      return overload(run, stressArrivals(run))
    case 'spike':
      return overload(run, spikeArrivals(run))
  }
}

function steadyArrivals(scenario: K6Scenario, run: RunOptions): ScenarioPlan['scenarios'] {
  return { [scenario]: constantArrivals(run.ratePerSecond, run) }
}

/** Steps up to three times the rate; then the rate itself again, which tells whether it recovers. */
function stressArrivals(run: RunOptions): ScenarioPlan['scenarios'] {
  const { ratePerSecond, durationSeconds } = run
  const [first, ...further] = STRESS_FACTORS
  const stressSeconds = durationSeconds * STRESS_SHARE
  return {
    stress: steppedArrivals([first * ratePerSecond, ...further.map((factor) => factor * ratePerSecond)], {
      ...run,
      durationSeconds: stressSeconds,
    }),
    recovery: constantArrivals(ratePerSecond, {
      ...run,
      startSeconds: stressSeconds,
      durationSeconds: durationSeconds - stressSeconds,
    }),
  }
}

function spikeArrivals(run: RunOptions): ScenarioPlan['scenarios'] {
  const { ratePerSecond, durationSeconds } = run
  const beforeSeconds = durationSeconds * BEFORE_SPIKE_SHARE
  const spikeSeconds = durationSeconds * SPIKE_SHARE
  return {
    before: constantArrivals(ratePerSecond, { ...run, durationSeconds: beforeSeconds }),
    spike: constantArrivals(ratePerSecond * run.spikeFactor, {
      ...run,
      startSeconds: beforeSeconds,
      durationSeconds: spikeSeconds,
    }),
    recovery: constantArrivals(ratePerSecond, {
      ...run,
      startSeconds: beforeSeconds + spikeSeconds,
      durationSeconds: durationSeconds - beforeSeconds - spikeSeconds,
    }),
  }
}

/** Too much is refused, at once and with a time to come again; what is accepted is answered in time; afterwards all is as before. */
function overload(run: RunOptions, scenarios: ScenarioPlan['scenarios']): ScenarioPlan {
  const countMax = (share: number): string =>
    `count<=${Math.floor(run.ratePerSecond * run.durationSeconds * share)}`
  return {
    scenarios,
    thresholds: {
      ...thresholds(run),
      dropped_iterations: [countMax(DROPPED_IN_OVERLOAD_SHARE_MAX)],
      refusal_duration: [`p(95)<${run.refusalP95MaxMs}`],
      'payments{scenario:recovery}': ['count>0'],
      'payments_given_up{scenario:recovery}': [countMax(REFUSED_IN_RECOVERY_SHARE_MAX)],
      'answer_duration{scenario:recovery}': [`p(95)<${run.answerP95MaxMs}`],
    },
  }
}

function steadyThresholds(run: RunOptions): ScenarioPlan['thresholds'] {
  const lostMax = Math.floor(run.ratePerSecond * run.durationSeconds * LOST_SHARE_MAX)
  return {
    ...thresholds(run),
    dropped_iterations: [`count<=${lostMax}`],
    payments_given_up: [`count<=${lostMax}`],
  }
}

function smokeThresholds(run: RunOptions): ScenarioPlan['thresholds'] {
  return { ...steadyThresholds(run), http_req_failed: ['rate==0'], checks: ['rate==1'] }
}

/** What holds always. A threshold on a message type also makes k6 keep its latencies apart. */
function thresholds(run: RunOptions): ScenarioPlan['thresholds'] {
  return {
    payments: ['count>0'],
    http_req_failed: [`rate<${FAILED_SHARE_MAX}`],
    checks: [`rate>${CHECKED_SHARE_MIN}`],
    refusals_without_retry_after: ['count==0'],
    ...Object.fromEntries(
      MESSAGE_TYPES.map((type) => [`answer_duration{message_type:${type}}`, [`p(95)<${run.answerP95MaxMs}`]]),
    ),
  }
}
