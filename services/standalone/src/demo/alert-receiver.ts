import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A case system in miniature: takes what the relay posts, and remembers which kinds came for which message. */
export interface AlertReceiver {
  readonly url: string
  /** `kind MsgId`, once per delivery id. */
  readonly received: ReadonlySet<string>
  close(): void
}

export async function startAlertReceiver(): Promise<AlertReceiver> {
  const received = new Set<string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.add(
        `${String(request.headers['pantau-kind'])} ${messageIdIn(Buffer.concat(chunks).toString('utf8'))}`,
      )
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  return { url: `http://127.0.0.1:${port}/alerts`, received, close: () => server.close() }
}

function messageIdIn(body: string): string {
  return /"FIToFIPmtSts":\{"GrpHdr":\{"MsgId":"([^"]+)"/.exec(body)?.[1] ?? 'unknown'
}
