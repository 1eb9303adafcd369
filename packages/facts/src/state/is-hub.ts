import type { AccountState } from './account-state.ts'
import { HUB_COUNTERPARTIES_MIN, HUB_WINDOW_MS } from './bounds.ts'
import type { SideState } from './side-state.ts'

/** Whether the account paid, or was paid by, so many accounts in the last 30 days that what it has in common with others says nothing. */
export function isHub({ sent, received }: AccountState, atMs: number): boolean {
  return isWide(sent, atMs) || isWide(received, atMs)
}

function isWide({ recent }: SideState, atMs: number): boolean {
  const last = recent.read().counterparties[HUB_COUNTERPARTIES_MIN - 1]
  return last !== undefined && last.lastMs >= atMs - HUB_WINDOW_MS
}
