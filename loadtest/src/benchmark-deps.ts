import type { ConfigurationSet } from '@pantau/evaluation'
import type { BenchOptions } from './bench-options.ts'

export interface BenchmarkDeps {
  readonly options: BenchOptions
  readonly configuration: ConfigurationSet
  /** What the configuration is called in the report; the option's name when absent. */
  readonly configurationName?: string
  readonly startedAt: Date
  readonly write: (line: string) => void
}
