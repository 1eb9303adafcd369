import type { Plan } from '@pantau/evaluation'

/** Rules (`id cfg`) and the outcomes that each of them gave, to which cells are indexes. */
export interface OutcomeNames {
  readonly rules: readonly string[]
  readonly outcomes: readonly (readonly string[])[]
}

/** Scores a typology of the plan on what its rules gave: `cells` holds one index for each rule, from `start` on. */
export function createRowScorer(
  plan: Plan,
  typology: Plan['typologies'][number],
  { rules, outcomes }: OutcomeNames,
): (cells: Uint8Array, start: number) => number {
  const terms = typology.rules.map(({ ruleIndex, weights }) => {
    const { ruleId = '', cfg = '' } = plan.rules[ruleIndex] ?? {}
    const column = rules.indexOf(`${ruleId} ${cfg}`)
    return { column, weights: (outcomes[column] ?? []).map((outcome) => weights.get(outcome) ?? 0) }
  })
  const weighed = terms.map(() => 0)
  return (cells, start) => {
    for (const [place, { column, weights }] of terms.entries()) {
      weighed[place] = weights[cells[start + column] ?? 0] ?? 0
    }
    return typology.score(weighed)
  }
}
