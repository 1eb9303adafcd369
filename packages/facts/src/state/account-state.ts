import { profileCodec } from '../codec/profile-codec.ts'
import { activityDaysCodec, daysCodec } from '../codec/days-codec.ts'
import { flowTagsCodec, fundersCodec, locationsCodec, senderFundersCodec } from '../codec/flow-codecs.ts'
import { namesCodec } from '../codec/names-codec.ts'
import { recentCodec } from '../codec/recent-codec.ts'
import type { ByteReader } from '../codec/byte-reader.ts'
import type { AccountName } from './account-name.ts'
import type { FlowTag, Funder, LocatedPayment, SenderFunder } from './flow-state.ts'
import { LazySection } from './lazy-section.ts'
import type { SectionCodec } from './lazy-section.ts'
import type { SideState } from './side-state.ts'

/**
 * One account's folded history, bounded whatever the account did. Only `foldAttempt` and `foldSettlement` change it, in place; who holds
 * it looks at none of its parts.
 */
export interface AccountState {
  readonly sent: SideState
  readonly received: SideState
  /** UTC days with settled payments on either side, as days since the epoch, newest first. */
  readonly activityDays: LazySection<number[]>
  readonly locations: LazySection<LocatedPayment[]>
  readonly flowTags: LazySection<FlowTag[]>
  readonly funders: LazySection<Funder[]>
  readonly senderFunders: LazySection<SenderFunder[]>
  /** The first names, earliest first. */
  readonly names: LazySection<AccountName[]>
}

/** Parts of a state, in the order in which they are stored. */
export const SECTION_COUNT = 12

/** The state of an account of which nothing is known. */
export function createAccountState(): AccountState {
  return assembleAccountState([])
}

/** A state from its stored parts; a part that is absent is empty. */
export function assembleAccountState(parts: readonly ByteReader[]): AccountState {
  const section = <T>(index: number, codec: SectionCodec<T>) => new LazySection(codec, parts[index])
  const side = (first: number): SideState => ({
    recent: section(first, recentCodec),
    profile: section(first + 1, profileCodec),
    days: section(first + 2, daysCodec),
  })
  return {
    sent: side(0),
    received: side(3),
    activityDays: section(6, activityDaysCodec),
    locations: section(7, locationsCodec),
    flowTags: section(8, flowTagsCodec),
    funders: section(9, fundersCodec),
    senderFunders: section(10, senderFundersCodec),
    names: section(11, namesCodec),
  }
}

/** The parts in the order in which they are stored. */
export function sectionsOf(
  state: AccountState,
): readonly Pick<LazySection<unknown>, 'read' | 'change' | 'writeTo'>[] {
  const { sent, received } = state
  return [
    sent.recent,
    sent.profile,
    sent.days,
    received.recent,
    received.profile,
    received.days,
    state.activityDays,
    state.locations,
    state.flowTags,
    state.funders,
    state.senderFunders,
    state.names,
  ]
}

/**
 * Ids of the newest accounts that paid this one and were no hubs then, newest first, at most `FUNDERS_MAX`: whose states a
 * `funder-fan-out` looks at.
 */
export function fundersOf(state: AccountState): readonly string[] {
  return state.funders.read().map(({ accountId }) => accountId)
}

/** When the newest of these paid the account; undefined where there is none. Who asks for later funders needs none of their states. */
export function fundedAtMs(state: AccountState): number | undefined {
  return state.funders.read()[0]?.lastMs
}
