import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { constantArrivals } from './arrival-schedule.ts'
import { systemClock } from './system-clock.ts'
import { readLedger } from './id-ledger.ts'
import { IngressClient } from './ingress-client.ts'
import { createPaymentSource } from './payment-source.ts'
import type { LoadRun, Pace } from './run-load.ts'
import { runLoad } from './run-load.ts'

let folder: string
let server: Server
let paths: string[]
let statusOf: (requestNumber: number) => number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-load-'))
  paths = []
  statusOf = () => 200
  server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      paths.push(String(request.url))
      const status = statusOf(paths.length)
      response.writeHead(status, status === 503 ? { 'retry-after': '1' } : {}).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

async function load(pace: Pace, paymentCount: number, giveUpAfterMs = 60_000): Promise<LoadRun> {
  const { port } = server.address() as AddressInfo
  const client = new IngressClient({ urls: [`http://127.0.0.1:${port}`], connectionCount: 8 })
  try {
    return await runLoad({
      clock: systemClock,
      client,
      messages: createPaymentSource({ runId: 'test', seed: 1, accountCount: 100 }),
      pace,
      retryPolicy: { giveUpAfterMs, retryDelayMs: 5, retryAfterMaxMs: 10 },
      warmupMs: 0,
      measuredMs: 60_000,
      paymentCount,
      ledgerPath: join(folder, 'ledger.tsv'),
    })
  } finally {
    await client.close()
  }
}

async function eventsOfLedger(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for await (const { event } of readLedger(join(folder, 'ledger.tsv'))) {
    counts[event] = (counts[event] ?? 0) + 1
  }
  return counts
}

describe('a load run', () => {
  it('sends both messages of every payment on schedule, and keeps the ledger', async () => {
    const run = await load({ mode: 'open', arrivals: constantArrivals(500), inFlightMax: 100 }, 50)
    expect(run).toMatchObject({ paymentCount: 50, heldBackCount: 0, failures: [] })
    expect(run.summary).toMatchObject({ paymentsCompleted: 50, paymentsFailed: 0, answers: { '200': 100 } })
    expect(run.summary.startLag.count).toBe(50)
    expect(run.window.toEpochMs - run.window.fromEpochMs).toBeGreaterThan(90)
    expect(await eventsOfLedger()).toEqual({ due: 100, '200': 100 })
    expect(paths.filter((path) => path.endsWith('pacs.008.001.10'))).toHaveLength(50)
  })

  it('does not report a payment whose transfer was never accepted', async () => {
    statusOf = () => 503
    const run = await load({ mode: 'closed', clientCount: 3 }, 3, 200)
    expect(run.summary).toMatchObject({ paymentsCompleted: 0, paymentsFailed: 3 })
    expect(run.failures[0]).toContain('gave-up')
    expect((await eventsOfLedger())['due']).toBe(3)
    expect(new Set(paths)).toEqual(new Set(['/v1/evaluate/iso20022/pacs.008.001.10']))
  })

  it('gets every payment through when each second request is refused', async () => {
    statusOf = (requestNumber) => (requestNumber % 2 === 0 ? 503 : 200)
    const run = await load({ mode: 'closed', clientCount: 1 }, 10)
    expect(run.summary.paymentsCompleted).toBe(10)
    expect(await eventsOfLedger()).toEqual({ due: 20, '200': 20, '503': 19 })
  })
})
