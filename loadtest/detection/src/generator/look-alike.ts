import { personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS } from '../calendar/durations.ts'
import { RandomStream } from '../random/random-stream.ts'
import { privatePurposes } from '../traffic/purposes.ts'
import { privateTexts } from '../traffic/remittance-texts.ts'
import type { DraftedPayment, DraftLabel, PaymentDraft } from './payment-ledger.ts'
import type { Account } from './population.ts'
import type { World } from './world.ts'

/** One case of lawful life that resembles a scheme. */
export interface Episode {
  readonly world: World
  readonly random: RandomStream
  readonly startMs: number
  readonly label: DraftLabel
  person(): Account
  people(low: number, high: number): readonly Account[]
  pay(
    draft: Pick<PaymentDraft, 'debtor' | 'creditor' | 'atMs' | 'euros'> & Partial<PaymentDraft>,
  ): DraftedPayment | undefined
}

export interface LookAlikeClass {
  readonly name: string
  /** Episodes per thousand accounts and day. */
  readonly rate: number
  readonly play: (episode: Episode) => void
}

/** Plays the episodes of each class, spread evenly over the horizon. */
export function liveLookAlikes(world: World, classes: readonly LookAlikeClass[]): void {
  const { horizon, population } = world
  for (const { name, rate, play } of classes) {
    const random = new RandomStream(world.seed, `look-alike/${name}`)
    const mean = (rate * population.accounts.length * horizon.days) / 1000
    for (let left = random.poisson(mean); left > 0; left -= 1) {
      const day = horizon.startMs + random.integer(0, horizon.days - 1) * DAY_MS
      play(episodeOf(world, random, name, day))
    }
  }
}

function episodeOf(world: World, random: RandomStream, name: string, day: number): Episode {
  const label = world.ledger.openLookAlike(world.groupOf(name))
  const person = world.population.adults
  return {
    world,
    random,
    label,
    startMs: personalTime(random, random.integer(0, 2), day),
    person: () => random.pick(person),
    people: (low, high) => Array.from({ length: random.integer(low, high) }, () => random.pick(person)),
    pay: (draft) =>
      world.ledger.live(
        {
          style: 'private',
          purpose: random.pick(privatePurposes(draft.euros)),
          text: random.pick(privateTexts(draft.euros)),
          ...draft,
        },
        label,
      ),
  }
}
