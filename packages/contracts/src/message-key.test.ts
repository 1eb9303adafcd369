import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { MessageKey } from './evaluation-header.ts'
import { messageKeyText } from './message-key.ts'

// Few characters, and those with a meaning in the text, so that near-collisions are common.
const part = fc.string({ unit: fc.constantFrom('%', '/', '2', '5', 'F', 'a'), maxLength: 6 })
const keys: fc.Arbitrary<MessageKey> = fc.record({
  tenantId: part,
  transactionType: fc.constantFrom(...TRANSACTION_TYPES),
  messageId: part,
})

describe('messageKeyText', () => {
  it('reads as tenant, type and MsgId', () => {
    expect(
      messageKeyText({ tenantId: 'DEFAULT', transactionType: 'pacs.002.001.12', messageId: 'M/1%' }),
    ).toBe('DEFAULT/pacs.002.001.12/M%2F1%25')
  })

  it('has the key in it whole, so distinct keys never collide', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const [tenantId, transactionType, messageId, ...rest] = messageKeyText(key).split('/')
        const decoded = {
          tenantId: decodeURIComponent(tenantId ?? ''),
          transactionType,
          messageId: decodeURIComponent(messageId ?? ''),
        }
        expect(rest).toEqual([])
        expect(decoded).toEqual(key)
      }),
    )
  })

  it('differs for two keys exactly when they differ', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const same =
          one.tenantId === other.tenantId &&
          one.transactionType === other.transactionType &&
          one.messageId === other.messageId
        expect(messageKeyText(one) === messageKeyText(other)).toBe(same)
      }),
    )
  })
})
