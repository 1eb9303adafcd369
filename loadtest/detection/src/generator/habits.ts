import type { Account } from './population.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

/** Whom a person pays again and again. */
export interface Habits {
  readonly shops: readonly Account[]
  readonly friends: readonly Account[]
  readonly relatives: readonly Account[]
  readonly firms: readonly Account[]
}

/** The same for every part of a person's life. */
export function habitsOf(world: World, account: Account): Habits {
  const random = streamOf(world, 'habits', account)
  const { merchant, trader } = world.population.byKind
  const person = world.population.adults
  // Friends live near in the list: circles overlap, as in a small world.
  const near = (): Account =>
    random.chance(0.85)
      ? (person[(account.index + random.integer(1, 60)) % person.length] ?? random.pick(person))
      : random.pick(person)
  return {
    shops: pickSome(random.integer(4, 10), () => pickPopular(random, random.chance(0.9) ? merchant : trader)),
    friends: pickSome(random.integer(3, 9), near),
    relatives: pickSome(random.integer(1, 3), near),
    firms: pickSome(random.integer(2, 4), () => pickPopular(random, random.chance(0.5) ? merchant : trader)),
  }
}

function pickSome(count: number, pick: () => Account): Account[] {
  return Array.from({ length: count }, pick)
}
