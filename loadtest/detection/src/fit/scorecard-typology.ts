import type { ConfigurationSet } from '@pantau/evaluation'
import { ALERT_SCORE } from './scorecard.ts'
import type { Scorecard } from './scorecard.ts'

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
 * A scorecard as a typology configuration: a plain sum. Outcomes that the fit has not seen weigh 0, as `.err` does.
 * @param outcomesOf every outcome that a rule (`id cfg`) can give
 */
export function scorecardTypology(
  { rules, interdictionScore }: Scorecard,
  face: ScorecardFace,
  outcomesOf: (rule: string) => readonly string[],
): TypologyConfiguration {
  const terms = rules.map(({ rule, weights }) => {
    const [id = '', cfg = ''] = rule.split(' ')
    return {
      id,
      cfg,
      termId: `v${id}at${cfg}`.replaceAll(/[^0-9A-Za-z]/g, ''),
      wghts: outcomesOf(rule).map((ref) => ({ ref, wght: weights[ref] ?? 0 })),
    }
  })
  const flow = {
    id: FLOW_PROCESSOR,
    cfg: 'none',
    termId: FLOW_TERM,
    wghts: ['.err', 'none', 'block', 'override'].map((ref) => ({ ref, wght: 0 })),
  }
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
    expression: ['Add', ...terms.map(({ termId }) => termId)],
  }
}
