import type { ConfigurationSet } from '@pantau/evaluation'
import { ALERT_SCORE } from './scorecard.ts'
import type { RuleCut, Scorecard } from './scorecard.ts'

export type TypologyConfiguration = ConfigurationSet['typologies'][number]

export interface ScorecardFace {
  /** Three digits. */
  readonly number: string
  readonly name: string
  readonly description: string
  readonly interdicts: boolean
  /** Whether it alerts only where it interdicts, and is otherwise remembered for later payments of the accounts. */
  readonly remembers?: true
}

const VERSION = 'pantau-1.0.0'
const FLOW_PROCESSOR = 'EFRuP@4.0.0'
const FLOW_TERM = 'vEFRuPat400atnone'

/**
 * A scorecard as a typology configuration: a sum, of weights and of what pairs of outcomes add together. Outcomes that the fit has not seen weigh 0, as `.err` does.
 * @param outcomesOf every outcome that a rule (`id cfg`) can give
 */
export function scorecardTypology(
  { rules, pairs, interdictionScore }: Scorecard,
  face: ScorecardFace,
  outcomesOf: (rule: string) => readonly string[],
): TypologyConfiguration {
  const terms = rules.map(({ rule, weights }) => {
    const [id = '', cfg = ''] = rule.split(' ')
    return {
      id,
      cfg,
      termId: termOf(rule),
      wghts: outcomesOf(rule).map((ref) => ({ ref, wght: weights[ref] ?? 0 })),
    }
  })
  const flow = {
    id: FLOW_PROCESSOR,
    cfg: 'none',
    termId: FLOW_TERM,
    wghts: ['.err', 'none', 'block', 'override'].map((ref) => ({ ref, wght: 0 })),
  }
  const sum = [
    'Add',
    ...terms.map(({ termId }) => termId),
    ...pairs.map(({ first, second, points }) => ['Multiply', points, atLeast(first), atLeast(second)]),
  ]
  return {
    typology_name: face.name,
    id: 'typology-processor',
    cfg: `${face.number}@${VERSION}`,
    desc: face.description,
    workflow: {
      ...(face.remembers === undefined
        ? { alertThreshold: ALERT_SCORE }
        : { alertThreshold: interdictionScore, rememberThreshold: ALERT_SCORE }),
      ...(face.interdicts ? { interdictionThreshold: interdictionScore, flowProcessor: FLOW_PROCESSOR } : {}),
    },
    rules: face.interdicts ? [...terms, flow] : terms,
    expression: pairs.some(({ points }) => points < 0) ? ['Max', 0, sum] : sum,
  }
}

/** `v001at100atpantau100` for `001@1.0.0 pantau-1.0.0`. */
function termOf(rule: string): string {
  return `v${rule.replace(' ', 'at')}`.replaceAll(/[^0-9A-Za-z]/g, '')
}

/** 1 where a rule's outcome weighs at least the cut, 0 otherwise: weights are whole numbers. */
function atLeast({ rule, weightMin }: RuleCut): readonly unknown[] {
  return ['Min', 1, ['Max', 0, ['Subtract', termOf(rule), weightMin - 1]]]
}
