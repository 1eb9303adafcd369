import { expect } from 'vitest'
import { BULK_PATH } from '../src/index.ts'
import type { StartedTms } from './start-tms.ts'

export const NDJSON = 'application/x-ndjson'

/** An answer to a line. */
export interface Line {
  readonly line: number
  readonly status: number
  readonly messageId?: string
  readonly code?: string
  readonly message: string
  readonly retryAfter?: number
}

export function linesOf(body: string): readonly Line[] {
  return body
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))
}

/** Sends a body to the bulk route. */
export async function sendBulk(
  tms: StartedTms,
  payload: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
) {
  return tms.app.inject({
    method: 'POST',
    url: BULK_PATH,
    payload,
    headers: { 'content-type': NDJSON, ...headers },
  })
}

/** The answers to lines of a body that is read. */
export async function bulkAnswers(tms: StartedTms, ...lines: readonly string[]): Promise<readonly Line[]> {
  const reply = await sendBulk(tms, lines.join('\n'))
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, `${NDJSON}; charset=utf-8`])
  return linesOf(reply.body)
}
