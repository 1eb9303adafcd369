import { compareNames } from '../state/account-name.ts'
import type { AccountName } from '../state/account-name.ts'
import type { AccountState } from '../state/account-state.ts'
import { NAMES_MAX } from '../state/bounds.ts'

/**
 * Folds the name that a settled payment gives the account. The names are kept that the account had first: whoever pays it under new names
 * cannot push out the one it is known by, and the order of arrival does not matter.
 */
export function foldName({ names }: AccountState, tag: number | undefined, atMs: number): void {
  if (tag === undefined) {
    return
  }
  const known = names.read().find((name) => name.tag === tag)
  if (known !== undefined && known.firstMs <= atMs) {
    return
  }
  const list = names.change()
  if (known !== undefined) {
    list.splice(list.indexOf(known), 1)
  }
  insertFirst(list, { tag, firstMs: atMs })
}

function insertFirst(list: AccountName[], name: AccountName): void {
  const index = list.findIndex((each) => compareNames(each, name) > 0)
  list.splice(index === -1 ? list.length : index, 0, name)
  list.length = Math.min(list.length, NAMES_MAX)
}
