import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/**
 * The type of a message that came without a route: the one that it names (`TxTp`), else the one whose root it has. Undefined when that is
 * none of those that are taken.
 */
export function messageTypeOf(
  document: unknown,
  taken: readonly TransactionType[],
): TransactionType | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return undefined
  }
  const named: unknown = 'TxTp' in document ? document.TxTp : undefined
  return taken.find((type) => (named === undefined ? Object.hasOwn(document, rootOf(type)) : named === type))
}

/** The schemas name the root first. */
function rootOf(type: TransactionType): string {
  const [root] = Object.keys(MESSAGE_SCHEMAS[type].properties)
  if (root === undefined) {
    throw new TypeError(`The schema of ${type} has no root`)
  }
  return root
}
