import { describe, expect, it } from 'vitest'
import { readRunOptions } from './run-options.ts'
import { summaryJson, summaryMarkdown } from './run-summary.ts'
import type { RunSummary, SummaryMetric } from './run-summary.ts'
import { SCENARIO_DEFAULTS } from './scenario-defaults.ts'

const counter = (count: number): SummaryMetric => ({ type: 'counter', values: { count, rate: count / 10 } })

function trend(count: number, value: number, ok: boolean): SummaryMetric {
  const values = { med: value, 'p(95)': value, 'p(99)': value, 'p(99.9)': value, max: value, count }
  return { type: 'trend', values, thresholds: { 'p(95)<50': { ok } } }
}

function summary(metrics: Readonly<Record<string, SummaryMetric>>): RunSummary {
  return {
    scenario: 'spike',
    runId: 'r1',
    run: readRunOptions({ RATE: '5', DURATION: '10s' }, SCENARIO_DEFAULTS.spike),
    data: {
      metrics,
      state: { testRunDurationMs: 10_000.4 },
      root_group: { checks: [{ name: 'a refusal has its code', passes: 3, fails: 1 }] },
    },
  }
}

const METRICS = {
  payments: counter(40),
  refused_503: counter(4),
  retry_after_seconds: { type: 'trend', values: { med: 1, max: 2, count: 4 } },
  http_req_failed: { type: 'rate', values: { rate: 0.125 } },
  'answer_duration{message_type:pacs.008.001.10}': trend(44, 7.25, true),
  'answer_duration{message_type:pacs.002.001.12}': trend(0, 0, true),
  refusal_duration: trend(4, 70, false),
}

describe('the summary of a k6 run', () => {
  it('is Markdown for people', () => {
    const lines = summaryMarkdown(summary(METRICS)).replaceAll(/ +/g, ' ')
    expect(lines).toContain('# k6 spike: 5 payments/s for 10 s\n')
    expect(lines).toContain('Run `r1` against http://localhost:5000.')
    expect(lines).toContain('| Payments, both messages accepted | 40 (4.0/s) |')
    expect(lines).toContain('| Payments given up | 0 |')
    expect(lines).toContain('| Answers of 503 | 4 |')
    expect(lines).toContain('| Retry-After, median and highest | 1 s, 2 s |')
    expect(lines).toContain('| Requests failed | 12.50 % |')
    expect(lines).toContain('| pacs.008.001.10 → 200 | 7.3 | 7.3 | 7.3 | 7.3 | 7.3 | 44 |')
    expect(lines).not.toContain('| pacs.002.001.12 → 200 |')
    expect(lines).toContain('| a refusal has its code | 3 | 1 |')
    expect(lines).toContain('| `refusal_duration`: p(95)<50 | **no** |')
    expect(lines).toContain('pacs.008.001.10}`: p(95)<50 | yes |')
    expect(lines).toContain('pacs.002.001.12}`: p(95)<50 | nothing to measure |')
  })

  it('is JSON for programs', () => {
    expect(JSON.parse(summaryJson(summary(METRICS)))).toMatchObject({
      scenario: 'spike',
      runId: 'r1',
      run: { ratePerSecond: 5 },
      durationMs: 10_000,
      holds: false,
      checks: { 'a refusal has its code': { passes: 3, fails: 1 } },
      metrics: { payments: { values: { count: 40 } } },
    })
    expect(
      JSON.parse(summaryJson(summary({ ...METRICS, refusal_duration: trend(4, 7, true) }))),
    ).toMatchObject({
      holds: true,
    })
  })
})
