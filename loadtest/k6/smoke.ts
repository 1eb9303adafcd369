import { check } from 'k6'
import http from 'k6/http'
import type { RefinedResponse } from 'k6/http'
import { pay } from './pay.ts'
import { hasCode, postBody } from './post-message.ts'
import { createScenarioScript } from './scenario-script.ts'
import type { PlannedPayment, StartedRun } from './scenario-script.ts'

// Some payments one after another; each is also sent again, altered, and replaced by something that is no message.
const script = createScenarioScript('smoke')

export const { options, setup, handleSummary } = script

export default async function smoke(started: StartedRun): Promise<void> {
  const payment = script.plannedPayment(started)
  const first = postTransfer(payment)
  if (await pay(payment.run, payment.target, payment.messages)) {
    check(postTransfer(payment), {
      'the same message again gets the same answer': (again) =>
        first.status === 200 && again.status === 200 && again.body === first.body,
    })
    checkAlteration(payment)
    checkNoMessage(payment)
  }
}

function postTransfer({ target, messages }: PlannedPayment): RefinedResponse<'text'> {
  return postBody(target, messages.transfer.transactionType, messages.transfer.body)
}

function checkAlteration({ target, messages }: PlannedPayment): void {
  const { transactionType, body } = messages.transfer
  const altered = body.replace('"ChrgBr":"SLEV"', '"ChrgBr":"DEBT"')
  const answer = postBody({ ...target, expected: http.expectedStatuses(409) }, transactionType, altered)
  check(answer, {
    'the same identifier with another content is refused': () =>
      altered !== body && hasCode(answer.body, 409, /^PANTAU_MESSAGE_ID_REUSED$/),
  })
}

function checkNoMessage({ target, messages }: PlannedPayment): void {
  const answer = postBody(
    { ...target, expected: http.expectedStatuses(400) },
    messages.transfer.transactionType,
    '{}',
  )
  check(answer, {
    'what is no message is refused': () => hasCode(answer.body, 400, /^FST_ERR_VALIDATION$/),
  })
}
