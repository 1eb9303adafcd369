import { expect, it } from 'vitest'
import { createMetrics } from './create-metrics.ts'
import { createStageMetrics } from './create-stage-metrics.ts'

it('createStageMetrics counts batches, their outcomes and durations, and waiting apart', async () => {
  const metrics = createMetrics({ name: 'tadp', version: '1.0.0' })
  const stageMetrics = createStageMetrics(metrics, ['decision'])
  stageMetrics.batchSettled('decision', { acked: 6, retried: 2, quarantined: 1, durationMs: 20 })
  stageMetrics.batchSettled('decision', { acked: 1, retried: 0, quarantined: 0, durationMs: 2000 })
  stageMetrics.dependencyWaited('decision', 1500)
  const text = await metrics.render()
  for (const series of [
    'pantau_stage_messages_total{stage="decision",outcome="acked",service="tadp"} 7',
    'pantau_stage_messages_total{stage="decision",outcome="retried",service="tadp"} 2',
    'pantau_stage_messages_total{stage="decision",outcome="quarantined",service="tadp"} 1',
    'pantau_stage_batch_messages_sum{service="tadp",stage="decision"} 10',
    'pantau_stage_batch_messages_count{service="tadp",stage="decision"} 2',
    'pantau_stage_batch_duration_seconds_bucket{le="0.025",service="tadp",stage="decision"} 1',
    'pantau_stage_batch_duration_seconds_sum{service="tadp",stage="decision"} 2.02',
    'pantau_stage_dependency_wait_seconds_sum{service="tadp",stage="decision"} 1.5',
  ]) {
    expect(text).toContain(series)
  }
  expect(() => stageMetrics.dependencyWaited('another', 1)).toThrow(RangeError)
})
