import { ILLICIT } from '../labels/labels.ts'
import type { Labels } from '../labels/labels.ts'
import type { Verdicts } from '../replay/verdicts.ts'
import { isJudged } from './is-judged.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** What the rules said of many settled payments, and what these really were; of several worlds. */
export interface OutcomeMatrix {
  /** `id cfg` of each rule. */
  readonly rules: readonly string[]
  /** The outcomes that each rule gave anywhere. */
  readonly outcomes: readonly (readonly string[])[]
  readonly count: number
  /** One number per payment and rule: the index into `outcomes`. */
  readonly cells: Uint8Array
  /** Index into `scenarios` for an illicit payment, `LAWFUL` otherwise. */
  readonly scenario: Int16Array
  readonly scenarios: readonly string[]
  /** Index of the world that the payment is of. */
  readonly world: Uint8Array
  /** How many payments a row stands for: only a sample of the lawful ones is kept. */
  readonly weight: Float32Array
}

export const LAWFUL = -1

/** One world's payments. `keepLawful` tells which lawful payments are kept, `lawfulWeight` what one of them stands for. */
export interface LabelledVerdicts {
  readonly traffic: Traffic
  readonly labels: Labels
  readonly verdicts: Verdicts
  readonly keepLawful: (payment: number) => boolean
  readonly lawfulWeight: number
}

/** Gathers the settled, evaluated payments of several worlds. Pure. @throws RangeError when the worlds were judged by different rules */
export function gatherOutcomes(worlds: readonly LabelledVerdicts[]): OutcomeMatrix {
  const rules = worlds[0]?.verdicts.rules ?? []
  const outcomes = rules.map((): string[] => [])
  const scenarios: string[] = []
  const cells: number[] = []
  const scenario: number[] = []
  const weight: number[] = []
  const world: number[] = []
  for (const [worldIndex, { traffic, labels, verdicts, keepLawful, lawfulWeight }] of worlds.entries()) {
    if (verdicts.rules.join() !== rules.join()) {
      throw new RangeError('The worlds were judged by different rules')
    }
    const numbers = verdicts.outcomeNames.map((names, rule) =>
      names.map((name) => indexIn(outcomes[rule] ?? [], name)),
    )
    for (let payment = 0; payment < verdicts.count; payment += 1) {
      const isIllicit = labels.kind[payment] === ILLICIT
      if (isJudged({ traffic, verdicts }, payment) && (isIllicit || keepLawful(payment))) {
        for (let rule = 0; rule < rules.length; rule += 1) {
          cells.push(numbers[rule]?.[verdicts.outcomes[payment * rules.length + rule] ?? 0] ?? 0)
        }
        const group = labels.groups[labels.group[payment] ?? 0] ?? ''
        scenario.push(isIllicit ? indexIn(scenarios, group) : LAWFUL)
        weight.push(isIllicit ? 1 : lawfulWeight)
        world.push(worldIndex)
      }
    }
  }
  return {
    rules,
    outcomes,
    count: scenario.length,
    cells: Uint8Array.from(cells),
    scenario: Int16Array.from(scenario),
    scenarios,
    world: Uint8Array.from(world),
    weight: Float32Array.from(weight),
  }
}

function indexIn(names: string[], name: string): number {
  const known = names.indexOf(name)
  return known >= 0 ? known : names.push(name) - 1
}
