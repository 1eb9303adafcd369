import { Agent, request } from 'undici'
import type { TransactionType } from '@pantau/rule-kit'

export interface DemoAnswer {
  readonly statusCode: number
  readonly text: string
}

/** Posts messages as core banking does: HTTPS, trusting exactly the certificate of this installation. */
export interface DemoClient {
  /** @param prefer what it prefers (RFC 7240), where that is anything */
  post(type: TransactionType, document: unknown, prefer?: string): Promise<DemoAnswer>
  close(): Promise<void>
}

export function createDemoClient(url: string, certificate: string): DemoClient {
  const dispatcher = new Agent({ connect: { ca: certificate, minVersion: 'TLSv1.3' } })
  return {
    async post(type, document, prefer) {
      const { statusCode, body } = await request(`${url}/v1/evaluate/iso20022/${type}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(prefer === undefined ? {} : { prefer }) },
        body: JSON.stringify(document),
        dispatcher,
      })
      return { statusCode, text: await body.text() }
    },
    close: () => dispatcher.close(),
  }
}
