import { expect, test } from 'vitest'
import { deliveryCountOf } from './held-frame.ts'

test.each([
  ['$JS.ACK.orders.reader.3.17.20.1732100000000000000.5', 3],
  ['$JS.ACK._.hash.orders.reader.4.17.20.1732100000000000000.5', 4],
  ['$JS.ACK.hub.hash.orders.reader.5.17.20.1732100000000000000.5.token', 5],
  ['_INBOX.abc.1', undefined],
  ['', undefined],
  ['$JS.ACK.orders.reader.x.17.20.1732100000000000000.5', undefined],
  ['$JS.ACK.orders.reader.3', undefined],
])('the delivery count in the reply subject "%s" is %s', (replySubject, count) => {
  expect(deliveryCountOf(replySubject)).toBe(count)
})
