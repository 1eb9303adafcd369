import { describe, expect, it } from 'vitest'
import { RunOptionsError, readRunOptions } from './run-options.ts'
import type { RunOptions, Variables } from './run-options.ts'
import { SCENARIO_DEFAULTS } from './scenario-defaults.ts'

function read(variables: Variables): RunOptions {
  return readRunOptions(variables, SCENARIO_DEFAULTS.load)
}

function problemsOf(variables: Variables, scenario: keyof typeof SCENARIO_DEFAULTS = 'load'): string {
  try {
    readRunOptions(variables, SCENARIO_DEFAULTS[scenario])
    return ''
  } catch (error) {
    return error instanceof RunOptionsError ? error.message : `another error: ${String(error)}`
  }
}

describe('the options of a k6 run', () => {
  it('are those of the scenario where nothing is asked for', () => {
    expect(read({ RATE: '', PATH: '/bin' })).toEqual({
      baseUrl: 'http://localhost:5000',
      ratePerSecond: 500,
      durationSeconds: 300,
      accountCount: 100_000,
      seed: 1,
      retryForSeconds: 10,
      requestTimeoutSeconds: 10,
      answerP95MaxMs: 500,
      refusalP95MaxMs: 50,
      spikeFactor: 10,
      isTlsInsecure: false,
    })
  })

  it('are read from the environment', () => {
    expect(
      read({
        BASE_URL: 'https://bank.example:5443//',
        RATE: '20',
        DURATION: '1h2m3s',
        ACCOUNTS: '50',
        SEED: '0',
        RETRY_FOR: '0s',
        VUS_MAX: '80',
        INSECURE_TLS: 'true',
        RUN_ID: 'night-1',
        RESULTS_DIR: '/results',
      }),
    ).toMatchObject({
      baseUrl: 'https://bank.example:5443',
      ratePerSecond: 20,
      durationSeconds: 3_723,
      accountCount: 50,
      seed: 0,
      retryForSeconds: 0,
      virtualUsersMax: 80,
      isTlsInsecure: true,
      runId: 'night-1',
      resultsFolder: '/results',
    })
  })

  it.each([
    ['BASE_URL', 'ftp://bank.example'],
    ['BASE_URL', 'https://user:secret@bank.example'],
    ['BASE_URL', 'https://bank.example/v1'],
    ['RATE', '0'],
    ['RATE', '1.5'],
    ['RATE', '100001'],
    ['DURATION', '90'],
    ['DURATION', '0s'],
    ['DURATION', 's'],
    ['DURATION', '1m1h'],
    ['DURATION', '169h'],
    ['ACCOUNTS', '1'],
    ['SPIKE_FACTOR', '1'],
    ['INSECURE_TLS', 'yes'],
    ['RUN_ID', 'a b'],
    ['RUN_ID', 'longer-than-sixteen'],
  ])('refuse %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toMatch(new RegExp(`^${name} must be .*, is '`))
  })

  it('are refused with all that is wrong with them', () => {
    expect(problemsOf({ RATE: '-1', DURATION: 'long', P95_MS: '0' })).toMatch(/RATE .*; DURATION .*; P95_MS /)
  })

  it('ask for the time that each part of an overload needs', () => {
    expect(problemsOf({ DURATION: '4s' }, 'stress')).toContain('at least 5s')
    expect(problemsOf({ DURATION: '4s' }, 'load')).toBe('')
  })
})
