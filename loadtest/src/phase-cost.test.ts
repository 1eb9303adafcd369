import { describe, expect, it } from 'vitest'
import { sampleOf } from './phase-cost.ts'

const METRICS = `# HELP pantau_commit_messages Messages.
pantau_commit_messages_bucket{le="1",service="tms"} 3
pantau_commit_messages_sum{service="tms"} 41
pantau_commits_total 7
`

describe('a sample of the metrics of a process', () => {
  it('is found by its whole name, with labels or without', () => {
    expect(sampleOf(METRICS, 'pantau_commit_messages_sum')).toBe(41)
    expect(sampleOf(METRICS, 'pantau_commits_total')).toBe(7)
  })

  it('is never taken for 0 where it is missing', () => {
    expect(() => sampleOf(METRICS, 'pantau_commits')).toThrow(RangeError)
  })
})
