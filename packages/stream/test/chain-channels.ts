import type { Channel } from '@pantau/stream'
import { testCodec } from './test-message.ts'
import type { TestMessage } from './test-message.ts'

const channelTo = (name: string): Channel<TestMessage> => ({
  name,
  stream: 'test',
  subject: `test.${name}`,
  codec: testCodec,
})

export const inputs = channelTo('inputs')
export const middle = channelTo('middle')
export const results = channelTo('results')
