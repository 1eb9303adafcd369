import { describe, expect, it } from 'vitest'
import { createMetrics } from './create-metrics.ts'
import { SERIES_MAX } from './metric-definition.ts'

const service = { name: 'tms', version: '1.0.0' }

/** The series of one metric, as rendered. */
async function seriesOf(metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> {
  const text = await metrics.render()
  return text.split('\n').filter((line) => line.startsWith(name))
}

describe('createMetrics', () => {
  it('shows every series of a counter from the start and counts', async () => {
    const metrics = createMetrics(service)
    const counter = metrics.counter({
      name: 'pantau_accepted_total',
      help: 'Accepted.',
      labels: { outcome: ['new', 'repeated'], type: ['pacs.002'] },
    })
    counter.add({ outcome: 'new', type: 'pacs.002' })
    counter.add({ outcome: 'new', type: 'pacs.002' }, 2)
    expect(await seriesOf(metrics, 'pantau_accepted_total')).toEqual([
      'pantau_accepted_total{outcome="new",type="pacs.002",service="tms"} 3',
      'pantau_accepted_total{outcome="repeated",type="pacs.002",service="tms"} 0',
    ])
  })

  it('sets gauges, asks what is observed at every scrape, and counts histograms into buckets', async () => {
    const metrics = createMetrics(service)
    metrics.gauge({ name: 'pantau_waiting_messages', help: 'Waiting.', labels: {} }).set({}, 4)
    let asked = 0
    let given = 3
    metrics.observedCounter({ name: 'pantau_given_total', help: 'Given.', labels: {} }, () => given)
    metrics.observedGauge({ name: 'pantau_asked_requests', help: 'Asked.', labels: {} }, () => (asked += 1))
    const histogram = metrics.histogram({
      name: 'pantau_commit_duration_seconds',
      help: 'Commits.',
      labels: {},
      buckets: [0.1, 1],
    })
    histogram.observe({}, 0.5)
    expect(await seriesOf(metrics, 'pantau_waiting')).toEqual(['pantau_waiting_messages{service="tms"} 4'])
    expect(await seriesOf(metrics, 'pantau_asked')).toEqual(['pantau_asked_requests{service="tms"} 2'])
    expect(await seriesOf(metrics, 'pantau_given')).toEqual(['pantau_given_total{service="tms"} 3'])
    given = 5
    expect(await seriesOf(metrics, 'pantau_given')).toEqual(['pantau_given_total{service="tms"} 5'])
    expect(await seriesOf(metrics, 'pantau_commit_duration_seconds_bucket')).toEqual([
      'pantau_commit_duration_seconds_bucket{le="0.1",service="tms"} 0',
      'pantau_commit_duration_seconds_bucket{le="1",service="tms"} 1',
      'pantau_commit_duration_seconds_bucket{le="+Inf",service="tms"} 1',
    ])
  })

  it('refuses a label value that was not declared', () => {
    const counter = createMetrics(service).counter({
      name: 'pantau_x_total',
      help: 'X.',
      labels: { kind: ['a'] },
    })
    const undeclared: string = 'b'
    // @ts-expect-error the compiler refuses it too
    expect(() => counter.add({ kind: undeclared })).toThrow(RangeError)
  })

  it.each(['pantau_accepted', 'pantau_accepted_seconds', 'pantau_Accepted_total'] as const)(
    'refuses the counter name %s',
    (name) => {
      expect(() => createMetrics(service).counter({ name, help: 'X.', labels: {} })).toThrow(TypeError)
    },
  )

  it('refuses a histogram without a unit, and more series than a scrape can bear', () => {
    const metrics = createMetrics(service)
    expect(() => metrics.histogram({ name: 'pantau_commit', help: 'X.', labels: {}, buckets: [1] })).toThrow(
      TypeError,
    )
    const tenant = Array.from({ length: SERIES_MAX + 1 }, (_, index) => `tenant-${index}`)
    expect(() => metrics.counter({ name: 'pantau_x_total', help: 'X.', labels: { tenant } })).toThrow(
      TypeError,
    )
  })

  it('tells how busy the event loop is', async () => {
    const metrics = createMetrics(service)
    await metrics.render()
    const [series] = await seriesOf(metrics, 'pantau_event_loop_utilization_ratio')
    const utilization = Number(series?.split(' ').at(-1))
    expect(utilization).toBeGreaterThan(0)
    expect(utilization).toBeLessThanOrEqual(1)
  })
})
