import { request } from 'node:http'
import type { Agent } from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export interface Target {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Posts to a server on this machine over the connections of an agent. */
export function sendOver(agent: Agent, target: Target, body: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, host: '127.0.0.1', method: 'POST', agent }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
