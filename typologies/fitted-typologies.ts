import { IntegrityError, isSuspicionTypology, parseConfigurationSet } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import alerts from './fitted/alerts.json' with { type: 'json' }
import followUps from './fitted/follow-ups.json' with { type: 'json' }
import scorecards from './fitted/scorecards.json' with { type: 'json' }
import thresholds from './fitted/thresholds.json' with { type: 'json' }
import { libraryTypologies } from './library-typologies.ts'

type Typology = ConfigurationSet['typologies'][number]

/** From where on each typology that is followed up alerts by itself, by its configuration. */
const aloneThresholds: ReadonlyMap<string, number> = new Map(Object.entries(alerts))

/** Sums of weights that were fitted to labelled payments, one for each kind of scheme. */
export const scorecardTypologies: readonly Typology[] = parse(scorecards).map(rememberBelow)

/** Such sums over the same outcomes and those of rules that look at earlier findings: what they say of a payment follows what others said before. */
export const followUpTypologies: readonly Typology[] = parse(followUps)

/**
 * The library's typologies with the thresholds from which at least half of what they find is right: weights as designed, under a
 * configuration of their own. Those whose designed threshold nothing reached, and the report queue 137, are as they are. The demonstration 999 is none of them.
 */
export const calibratedTypologies: readonly Typology[] = calibratedLibrary(thresholds).map(rememberBelow)

/** @param alertThresholds by the configuration of a library typology, as `npm run fit:scorecards` finds them */
export function calibratedLibrary(alertThresholds: Readonly<Record<string, number>>): readonly Typology[] {
  const thresholdOf: ReadonlyMap<string, number> = new Map(Object.entries(alertThresholds))
  return parse(libraryTypologies)
    .filter(({ cfg }) => !cfg.startsWith('999-'))
    .map((typology) => {
      const threshold = thresholdOf.get(typology.cfg)
      return threshold === undefined || !isSuspicionTypology(typology.cfg)
        ? typology
        : calibrate(typology, threshold)
    })
}

/** A typology that alerts by itself only where that is nearly always right, and is remembered from the threshold that it was fitted with. */
function rememberBelow(typology: Typology): Typology {
  const { alertThreshold, rememberThreshold = alertThreshold } = typology.workflow
  const alone = aloneThresholds.get(typology.cfg)
  return alone === undefined || alone === rememberThreshold
    ? typology
    : { ...typology, workflow: { ...raised(typology.workflow, alone), rememberThreshold } }
}

function calibrate(typology: Typology, alertThreshold: number): Typology {
  return {
    ...typology,
    cfg: typology.cfg.replace('@pantau-', '@pantau-calibrated-'),
    workflow: raised(typology.workflow, alertThreshold),
  }
}

/** Nothing is stopped that does not alert. */
function raised(
  { interdictionThreshold, ...workflow }: Typology['workflow'],
  alertThreshold: number,
): Typology['workflow'] {
  return {
    ...workflow,
    alertThreshold,
    ...(interdictionThreshold === undefined
      ? {}
      : { interdictionThreshold: Math.max(interdictionThreshold, alertThreshold) }),
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
