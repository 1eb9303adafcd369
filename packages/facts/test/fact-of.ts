import { captureFacts, createMemoryBook } from '@pantau/facts'
import { factKey } from '@pantau/rule-kit'
import type { FactDescriptor } from '@pantau/rule-kit'
import { acceptAll, report } from './settled-payments.ts'
import type { Draft } from './settled-payments.ts'

/** One fact of a payment, after these were accepted in turn. */
export function factOf(fact: FactDescriptor, payment: Draft, earlier: readonly Draft[]): unknown {
  const book = createMemoryBook()
  acceptAll(book, earlier)
  const subject = report(payment)
  return captureFacts([fact], subject, book.history(subject))[factKey(fact)]
}
