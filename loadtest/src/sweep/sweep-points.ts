import { join } from 'node:path'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { BenchOptions } from '../bench-options.ts'
import { setOfRules, setOfTypologies } from './synthetic-set.ts'
import type { Sweep, SweepVariable } from './sweep-variables.ts'

/** One run of a sweep. */
export interface SweepPoint {
  readonly value: number
  readonly options: BenchOptions
  readonly configuration: ConfigurationSet
  readonly configurationName: string
}

/** The runs of a sweep, in the order of its values: equal in all but one thing. */
export function sweepPoints(
  { variable, values }: Sweep,
  options: BenchOptions,
  configuration: ConfigurationSet,
): readonly SweepPoint[] {
  return values.map((value) => {
    const isSynthetic = variable === 'rules' || variable === 'typologies'
    return {
      value,
      options: {
        ...options,
        ...changedOption(variable, value),
        title: `${options.title}, ${variable} ${value}`,
        outFolder: join(options.outFolder, `${variable}-${value}`),
      },
      configuration: changedSet(variable, value, configuration),
      configurationName: isSynthetic
        ? `${options.configuration}, ${value} ${variable}`
        : options.configuration,
    }
  })
}

function changedOption(variable: SweepVariable, value: number): Partial<BenchOptions> {
  switch (variable) {
    case 'accounts':
      return { accountCount: value }
    case 'tenants':
      return { tenantCount: value }
    case 'hot':
      return { hotShare: value }
    case 'size':
      return { paddingBytes: value }
    case 'history':
      return { historyCount: value }
    case 'rules':
    case 'typologies':
      return {}
  }
}

function changedSet(variable: SweepVariable, value: number, base: ConfigurationSet): ConfigurationSet {
  switch (variable) {
    case 'rules':
      return setOfRules(base, value)
    case 'typologies':
      return setOfTypologies(base, value)
    case 'accounts':
    case 'tenants':
    case 'hot':
    case 'size':
    case 'history':
      return base
  }
}
