// Takes spans as a collector would, and only counts them. Prints its port; GET answers with the count.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { countSpans } from '@pantau/testkit'

let spans = 0

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    spans += countSpans(await buffer(request))
    response.writeHead(200).end()
  } else {
    response.writeHead(200).end(String(spans))
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    response.destroy()
  })
})
server.listen(Number(process.argv[2]), '127.0.0.1')
