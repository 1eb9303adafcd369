import { Encoded, plannedEventCodec } from '@pantau/contracts'
import type { PlannedEvent } from '@pantau/contracts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { RunAnswer } from '../src/rule-executor.ts'

/** A planned event for the fixture rules, all of them in one part; what the rules do depends on the MsgId. */
export function fixtureEvent(messageId: string, change: Partial<PlannedEvent['header']> = {}): PlannedEvent {
  const payment = createExamplePayment({ messageId, transactionType: 'pacs.002.001.12' })
  return {
    header: {
      tenantId: payment.tenantId,
      transactionType: payment.transactionType,
      messageId,
      acceptedAtMs: 1_785_662_049_030,
      configDigest: 'fixture-1',
      dataPreparationNs: 1,
      eventDirectorNs: 2,
      ...change,
    },
    part: { group: 'default', index: 0, count: 1 },
    payment,
    facts: {},
  }
}

/** As a transport delivers it: bytes only. */
export function delivered(event: PlannedEvent): Encoded<PlannedEvent> {
  return Encoded.ofBytes(plannedEventCodec, plannedEventCodec.encode(event))
}

/** What an answer says, but for the durations: the outcomes in the plan's order with their reasons, or why there are none. */
export function said(answer: RunAnswer | undefined): unknown {
  if (answer === undefined || answer.kind === 'refused') {
    return answer
  }
  const { header, part, ruleResults } = answer.outcomes.value()
  return {
    messageId: header.messageId,
    part,
    results: ruleResults.map(({ ruleId, outcome, value, reason }) =>
      reason === undefined ? [ruleId, outcome, value] : [ruleId, outcome, value, reason],
    ),
  }
}
