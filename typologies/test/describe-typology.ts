import { describe, expect, test } from 'vitest'
import { numberOf, planTypology, scoreOutcomes } from './score-typology.ts'
import type { Outcomes, TypologyJson } from './score-typology.ts'

/** What happens, what the rules say of it, and the exact score. */
export type GoldenCase = readonly [name: string, outcomes: Outcomes, score: number]

export interface GoldenCases {
  /** Alerts. The first is the scenario of the typology. */
  readonly fires: readonly [GoldenCase, ...GoldenCase[]]
  /** Payments that look alike and must not alert. */
  readonly silent: readonly GoldenCase[]
  /** Outcomes that are meant to be enough for an alert by themselves, by rule number. */
  readonly alertsAlone?: Readonly<Record<string, readonly string[]>>
}

/** Golden tests of one typology as it is shipped, with the default configurations of its rules. */
export function describeTypology(
  typology: TypologyJson,
  { fires, silent, alertsAlone = {} }: GoldenCases,
): void {
  const { plan, findings } = planTypology(typology)
  const { alertThreshold, interdictionThreshold = Number.POSITIVE_INFINITY } = typology.workflow
  const [[, scenario, scenarioScore]] = fires

  describe('fires on', () => {
    test.each(fires)('%s', (_name, outcomes, score) => {
      expect(score).toBeGreaterThanOrEqual(alertThreshold)
      expect(scoreOutcomes(plan, outcomes)).toMatchObject({
        score,
        review: true,
        interdict: score >= interdictionThreshold,
      })
    })
  })

  describe('is silent on', () => {
    test.each(silent)('%s', (_name, outcomes, score) => {
      expect(score).toBeLessThan(alertThreshold)
      expect(scoreOutcomes(plan, outcomes)).toMatchObject({ score, review: false, interdict: false })
    })

    test('a payment of which no rule says anything', () => {
      expect(scoreOutcomes(plan, {})).toMatchObject({ score: 0, review: false })
    })
  })

  test('no single outcome is enough for an alert, but those that are meant to be', () => {
    const alone = findings.filter(({ name }) => name === 'single-outcome-alert').map(({ message }) => message)
    expect(alone).toEqual(
      Object.entries(alertsAlone).map(
        ([number, refs]) =>
          `${number}@1.0.0 is enough for an alert of ${typology.cfg} by itself with ${refs.join(', ')}`,
      ),
    )
  })

  test.each(Object.keys(scenario))('asks for a review when rule %s could not tell', (number) => {
    const result = scoreOutcomes(plan, { ...scenario, [number]: '.err' })
    expect(result).toMatchObject({
      review: true,
      reason: expect.stringContaining('could not tell') as string,
    })
    expect(result.score).toBeLessThanOrEqual(scenarioScore)
  })

  const openGates = typology.rules.filter(({ wghts }) =>
    wghts.some(({ ref, wght }) => ref === '.err' && Number(wght) === 1),
  )
  test.each(openGates.map(({ id }) => numberOf(id)))(
    'scores the scenario in full when gate %s could not tell',
    (number) => {
      expect(scoreOutcomes(plan, { ...scenario, [number]: '.err' }).score).toBe(scenarioScore)
    },
  )
}
