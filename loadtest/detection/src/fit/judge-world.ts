import type { Plan } from '@pantau/evaluation'
import { generate } from '../generator/generate.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { RandomStream } from '../random/random-stream.ts'
import { replayInProcess } from '../replay/replay-in-process.ts'
import type { LabelledVerdicts } from './outcome-matrix.ts'

export interface JudgedWorld {
  readonly plan: Plan
  readonly seed: number
  readonly scenarios: string
  readonly accounts: number
  readonly days: number
  /** Illicit payments are made more frequent to fit on, by this factor, and weighed down again. */
  readonly illicitExcess: number
  /** One lawful payment in so many is kept. */
  readonly lawfulSample: number
}

/** Generates a world, and says what the rules of the plan say of its payments. */
export async function judgeWorld(world: JudgedWorld): Promise<LabelledVerdicts> {
  const { plan, seed, accounts, days, illicitExcess, lawfulSample } = world
  const { set } = await loadScenarios(world.scenarios)
  const { settings } = set
  const { traffic, labels } = generate({
    seed,
    accounts,
    days,
    scenarios: { ...set, settings: { ...settings, prevalence: settings.prevalence * illicitExcess } },
  })
  const random = new RandomStream(seed, 'lawful sample')
  return {
    traffic,
    labels,
    verdicts: replayInProcess(traffic, { plan }),
    keepLawful: () => random.next() * lawfulSample < 1,
    lawfulWeight: lawfulSample,
  }
}
