/** The questions that can be put to a running Pantau with k6, one script each in `loadtest/k6`. */
export const K6_SCENARIOS = ['smoke', 'load', 'stress', 'spike', 'soak'] as const
export type K6Scenario = (typeof K6_SCENARIOS)[number]

export interface ScenarioDefaults {
  /** What the scenario finds out, for people. */
  readonly question: string
  readonly ratePerSecond: number
  readonly durationSeconds: number
  /** So that every part of it gets a second at least, which k6 asks for. */
  readonly durationMinSeconds: number
  /** How long a message is sent again after a refusal or a lost answer. 0 where the refusals themselves are what is looked at. */
  readonly retryForSeconds: number
  /** Whether answers of 429 and 503 are part of what is asked for, and so no failures. */
  readonly areRefusalsExpected: boolean
}

/** What a scenario does when nothing else is asked for. */
export const SCENARIO_DEFAULTS: Readonly<Record<K6Scenario, ScenarioDefaults>> = {
  smoke: {
    question: 'Does it take payments, and answer repeated, altered and broken messages as it should?',
    ratePerSecond: 1,
    durationSeconds: 10,
    durationMinSeconds: 1,
    retryForSeconds: 10,
    areRefusalsExpected: false,
  },
  load: {
    question: 'Does it hold the peak rate of a bank with ten million payments a day?',
    ratePerSecond: 500,
    durationSeconds: 300,
    durationMinSeconds: 1,
    retryForSeconds: 10,
    areRefusalsExpected: false,
  },
  stress: {
    question: 'What happens from half to three times that rate, and does it recover?',
    ratePerSecond: 500,
    durationSeconds: 600,
    durationMinSeconds: 5,
    retryForSeconds: 0,
    areRefusalsExpected: true,
  },
  spike: {
    question: 'What happens when the rate is ten times as high all of a sudden, and does it recover?',
    ratePerSecond: 100,
    durationSeconds: 300,
    durationMinSeconds: 5,
    retryForSeconds: 0,
    areRefusalsExpected: true,
  },
  // 116 payments a second are ten million a day.
  soak: {
    question: 'Does anything grow, leak or slow down over hours of average load?',
    ratePerSecond: 116,
    durationSeconds: 7_200,
    durationMinSeconds: 1,
    retryForSeconds: 60,
    areRefusalsExpected: false,
  },
}
