import { IntegrityError, isSuspicionTypology, parseConfigurationSet } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import followUps from './fitted/follow-ups.json' with { type: 'json' }
import scorecards from './fitted/scorecards.json' with { type: 'json' }
import thresholds from './fitted/thresholds.json' with { type: 'json' }
import { libraryTypologies } from './library-typologies.ts'

type Typology = ConfigurationSet['typologies'][number]

/** Sums of weights that were fitted to labelled payments, one for each kind of scheme. */
export const scorecardTypologies: readonly Typology[] = parse(scorecards)

/** Such sums over the same outcomes and those of rules that look at earlier findings: what they say of a payment follows what others said before. */
export const followUpTypologies: readonly Typology[] = parse(followUps)

/**
 * The library's typologies with the thresholds that keep the number of alerts within what people can look at: weights as designed, under a
 * configuration of their own. Those whose designed threshold nothing reached, and the report queue 137, are as they are. The demonstration 999 is none of them.
 */
export const calibratedTypologies: readonly Typology[] = calibratedLibrary(thresholds)

/** @param alertThresholds by the configuration of a library typology, as `npm run fit:scorecards` finds them */
export function calibratedLibrary(alertThresholds: Readonly<Record<string, number>>): readonly Typology[] {
  const thresholdOf: ReadonlyMap<string, number> = new Map(Object.entries(alertThresholds))
  return parse(libraryTypologies)
    .filter(({ cfg }) => !cfg.startsWith('999-'))
    .map((typology) => {
      const threshold = thresholdOf.get(typology.cfg)
      return threshold === undefined ||
        threshold === typology.workflow.alertThreshold ||
        !isSuspicionTypology(typology.cfg)
        ? typology
        : calibrate(typology, threshold)
    })
}

function calibrate(typology: Typology, alertThreshold: number): Typology {
  const { interdictionThreshold, ...workflow } = typology.workflow
  return {
    ...typology,
    cfg: typology.cfg.replace('@pantau-', '@pantau-calibrated-'),
    workflow: {
      ...workflow,
      alertThreshold,
      ...(interdictionThreshold === undefined
        ? {}
        : { interdictionThreshold: Math.max(interdictionThreshold, alertThreshold) }),
    },
  }
}

/** @throws IntegrityError when a shipped file has not the form of a typology, which a test excludes */
function parse(typologies: readonly unknown[]): readonly Typology[] {
  const parsed = parseConfigurationSet({
    networkMap: { active: false, cfg: 'none', messages: [] },
    rules: [],
    typologies,
  })
  if ('problems' in parsed) {
    throw new IntegrityError(`The shipped typologies are malformed: ${JSON.stringify(parsed.problems)}`)
  }
  return parsed.set.typologies
}
