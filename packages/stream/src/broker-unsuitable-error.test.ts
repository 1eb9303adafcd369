import { expect, test } from 'vitest'
import { BrokerUnsuitableError, assertBrokerSuits } from './broker-unsuitable-error.ts'

test.each(['2.10.0', '2.10.27', '2.15.1', '3.0.0-beta.1'])(
  'nats-server %s with JetStream suits',
  (version) => {
    expect(() => assertBrokerSuits({ version, isJetStreamEnabled: true })).not.toThrow()
  },
)

test.each([
  ['2.9.10', true, 'found 2.9.10 with JetStream enabled'],
  ['1.4.1', true, 'found 1.4.1 with JetStream enabled'],
  ['2.10.27', false, 'found 2.10.27 with JetStream disabled'],
  ['unknown', true, 'found unknown with JetStream enabled'],
])('nats-server %s with JetStream %s is refused, naming both', (version, isJetStreamEnabled, found) => {
  expect(() => assertBrokerSuits({ version, isJetStreamEnabled })).toThrow(BrokerUnsuitableError)
  expect(() => assertBrokerSuits({ version, isJetStreamEnabled })).toThrow(found)
})
