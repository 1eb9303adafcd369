import type { AccountState } from './account-state.ts'

/**
 * Chains and funders of an account are what its payers knew when they paid it. They cannot be told from the account's own payments, so that
 * whoever folds these anew empties them to compare, or takes them over.
 */
export function forgetFlows({ flowTags, funders, senderFunders }: AccountState): void {
  for (const list of [flowTags.change(), funders.change(), senderFunders.change()]) {
    list.length = 0
  }
}

/** Gives a state the chains and funders of another state of the same account. */
export function adoptFlows(state: AccountState, { flowTags, funders, senderFunders }: AccountState): void {
  forgetFlows(state)
  state.flowTags.change().push(...flowTags.read())
  state.funders.change().push(...funders.read())
  state.senderFunders.change().push(...senderFunders.read())
}
