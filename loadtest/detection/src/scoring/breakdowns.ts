import { DAY_MS } from '../calendar/durations.ts'
import { LOOK_ALIKE } from '../labels/labels.ts'
import type { Labels } from '../labels/labels.ts'
import type { Verdicts } from '../replay/verdicts.ts'
import { typologyAlerted } from '../replay/verdicts.ts'
import { AGENTS, NO_BIRTH_DATE } from '../traffic/account-directory.ts'
import { CURRENCIES } from '../traffic/currencies.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { summariseInstances } from './instances.ts'
import type { InstanceResult, InstanceSummary } from './instances.ts'
import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

/** A part of the payments: how many, how many alerts, how many of them right. */
export interface PartResult {
  readonly name: string
  readonly payments: number
  readonly illicit: number
  readonly alerts: number
  readonly truePositives: number
  readonly precision: Ratio
  readonly recall: Ratio
  readonly alertsPerThousand: Ratio
}

export interface ScenarioResult extends PartResult {
  readonly schemes: InstanceSummary
  readonly valueRecall: Ratio
}

export interface TypologyPart extends PartResult {
  /** Illicit payments, and schemes, that no other suspicion typology alerted: what is lost without this one. */
  readonly solePayments: number
  readonly soleInstances: number
}

/** Counts by a name that each payment has, in the order of the names. */
export function scoreParts(
  scored: ScoredPayments,
  nameOf: (index: number) => string | undefined,
): readonly PartResult[] {
  const parts = new Map<string, { payments: number; illicit: number; alerts: number; hits: number }>()
  for (let index = 0; index < scored.count; index += 1) {
    const name = nameOf(index)
    if (name !== undefined) {
      const part = parts.get(name) ?? { payments: 0, illicit: 0, alerts: 0, hits: 0 }
      parts.set(name, part)
      part.payments += 1
      part.illicit += scored.illicit[index]!
      part.alerts += scored.alerted[index]!
      part.hits += scored.illicit[index]! & scored.alerted[index]!
    }
  }
  return [...parts]
    .map(([name, { payments, illicit, alerts, hits }]) => partOf(name, payments, illicit, alerts, hits))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function partOf(name: string, payments: number, illicit: number, alerts: number, hits: number): PartResult {
  return {
    name,
    payments,
    illicit,
    alerts,
    truePositives: hits,
    precision: ratio(hits, alerts),
    recall: ratio(hits, illicit),
    alertsPerThousand: ratio(1000 * alerts, payments),
  }
}

export function scoreScenarios(
  scored: ScoredPayments,
  labels: Labels,
  instances: readonly InstanceResult[],
): readonly ScenarioResult[] {
  const nameOf = (index: number): string | undefined =>
    scored.illicit[index] === 1 ? labels.instances[scored.instance[index]!]?.scenario : undefined
  const values = new Map<string, { all: number; found: number }>()
  for (let index = 0; index < scored.count; index += 1) {
    const name = nameOf(index)
    if (name !== undefined) {
      const value = values.get(name) ?? { all: 0, found: 0 }
      values.set(name, value)
      value.all += scored.valueCents[index]!
      value.found += scored.valueCents[index]! * scored.alerted[index]!
    }
  }
  return scoreParts(scored, nameOf).map((part) => ({
    ...part,
    schemes: summariseInstances(instances.filter(({ scenario }) => scenario === part.name)),
    valueRecall: ratio(values.get(part.name)?.found ?? 0, values.get(part.name)?.all ?? 0),
  }))
}

export function scoreLookAlikes(scored: ScoredPayments, labels: Labels): readonly PartResult[] {
  return scoreParts(scored, (index) => {
    const payment = scored.payment[index]!
    return labels.kind[payment] === LOOK_ALIKE ? labels.groups[labels.group[payment]!] : undefined
  })
}

export function scoreTypologyParts(
  scored: ScoredPayments,
  verdicts: Verdicts,
  isSuspicion: (cfg: string) => boolean,
): readonly TypologyPart[] {
  const suspicious = verdicts.typologies.map(isSuspicion)
  const counts = verdicts.typologies.map(() => ({ alerts: 0, hits: 0, sole: 0, instances: 0 }))
  const owners = new Map<number, Set<number>>()
  const illicit = scored.illicit.reduce((sum, one) => sum + one, 0)
  for (let index = 0; index < scored.count; index += 1) {
    const payment = scored.payment[index]!
    const fired = counts.flatMap((_, typology) =>
      typologyAlerted(verdicts, payment, typology) ? [typology] : [],
    )
    const suspicions = fired.filter((typology) => suspicious[typology] === true)
    for (const typology of fired) {
      const count = counts[typology]!
      count.alerts += 1
      count.hits += scored.illicit[index]!
      if (scored.illicit[index] === 1) {
        count.sole += suspicions.length === 1 && suspicions[0] === typology ? 1 : 0
      }
    }
    if (scored.illicit[index] === 1 && suspicions.length > 0) {
      const instance = scored.instance[index]!
      owners.set(instance, new Set([...(owners.get(instance) ?? []), ...suspicions]))
    }
  }
  for (const found of owners.values()) {
    const [only, ...others] = found
    if (only !== undefined && others.length === 0) {
      counts[only]!.instances += 1
    }
  }
  return verdicts.typologies.map((cfg, index) => {
    const { alerts, hits, sole, instances } = counts[index]!
    return {
      ...partOf(cfg, scored.count, illicit, alerts, hits),
      solePayments: sole,
      soleInstances: instances,
    }
  })
}

const AGE_BANDS = [18, 25, 45, 65] as const
const YEAR_DAYS = 365.25

/** Where alerts fall: by payer's age, currency, payer's bank, whether the payer was seen before the scored time. */
export function scoreFairness(
  scored: ScoredPayments,
  traffic: Traffic,
): Readonly<Record<string, readonly PartResult[]>> {
  const { accounts, payments, scoredFromMs } = traffic
  const seen = new Set<number>()
  for (
    let payment = 0;
    payment < payments.count && payments.createdAtMs[payment]! < scoredFromMs;
    payment += 1
  ) {
    seen.add(payments.debtor[payment]!).add(payments.creditor[payment]!)
  }
  return {
    'payer age': scoreParts(scored, (index) =>
      ageBand(accounts.birthDay[scored.debtor[index]!]!, scored.atMs[index]!),
    ),
    currency: scoreParts(scored, (index) => CURRENCIES[payments.currency[scored.payment[index]!]!]),
    'payer bank': scoreParts(scored, (index) => AGENTS[accounts.agent[scored.debtor[index]!]!]),
    'payer history': scoreParts(scored, (index) =>
      seen.has(scored.debtor[index]!) ? 'seen in the warm-up' : 'first seen later',
    ),
  }
}

function ageBand(birthDay: number, atMs: number): string {
  if (birthDay === NO_BIRTH_DATE) {
    return 'organisation'
  }
  const years = (atMs / DAY_MS - birthDay) / YEAR_DAYS
  const above = AGE_BANDS.filter((limit) => years >= limit)
  const from = above.at(-1)
  const below = AGE_BANDS[above.length]
  return from === undefined
    ? 'below 18'
    : below === undefined
      ? `${from} and above`
      : `${from} to ${below - 1}`
}
