import { messagePath } from '../src/index.ts'
import type { TransactionType } from '@pantau/rule-kit'
import { changedExample } from './change-document.ts'
import type { Changes } from './change-document.ts'
import type { StartedTms } from './start-tms.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export async function post(
  tms: StartedTms,
  url: string,
  payload: string | Buffer,
  contentType = 'application/json',
): Promise<Answer> {
  const headers = { 'content-type': contentType }
  const reply = await tms.app.inject({ method: 'POST', url, payload, headers })
  return { status: reply.statusCode, body: reply.json() }
}

/** Sends the example message of a type with places of it changed. */
export async function send(tms: StartedTms, type: TransactionType, changes: Changes): Promise<Answer> {
  return post(tms, messagePath(type), JSON.stringify(changedExample(type, changes)))
}

/** The answer to a message that breaks its schema or cannot be kept. */
export function refusal(message: string): Answer {
  return {
    status: 400,
    body: { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message },
  }
}
