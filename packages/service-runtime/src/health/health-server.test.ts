import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import type { ServiceState } from '../lifecycle/service-state.ts'
import { startHealthServer } from './health-server.ts'
import type { HealthServer, HealthSource } from './health-server.ts'
import { checkProbes } from './probe.ts'
import type { Probe } from './probe.ts'

const servers: HealthServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const ok: Probe = { name: 'postgres', check: () => Promise.resolve() }
const failing: Probe = { name: 'nats', check: () => Promise.reject(new Error('password hunter2 refused')) }
const silent: Probe = { name: 'valkey', check: () => new Promise(() => undefined) }

async function serve(source: Partial<HealthSource>): Promise<string> {
  const server = await startHealthServer(
    {
      state: () => 'ready',
      probes: () => [ok],
      renderMetrics: () => Promise.resolve({ contentType: 'text/plain', text: 'a 1\n' }),
      ...source,
    },
    '127.0.0.1',
    0,
  )
  servers.push(server)
  return `http://127.0.0.1:${server.port}`
}

describe('startHealthServer', () => {
  it.each<[ServiceState, readonly Probe[], number]>([
    ['ready', [ok], 200],
    ['ready', [ok, failing], 503],
    ['ready', [silent], 503],
    ['starting', [ok], 503],
    ['draining', [ok], 503],
    ['failed', [ok], 503],
  ])('answers /ready when the state is %s', async (state, probes, status) => {
    const base = await serve({ state: () => state, probes: () => probes })
    expect((await fetch(`${base}/ready`)).status).toBe(status)
    expect((await fetch(`${base}/health`)).status).toBe(200)
  })

  it('names what is missing, and nothing of why', async () => {
    const base = await serve({ probes: () => [ok, failing] })
    expect(await (await fetch(`${base}/ready`)).json()).toEqual({
      status: 'DOWN',
      state: 'ready',
      probes: { postgres: 'ok', nats: 'failed' },
    })
  })

  it('asks the probes once for requests that come together', async () => {
    let asked = 0
    const gate = new EventEmitter()
    const slow: Probe = {
      name: 'slow',
      check: () => {
        asked += 1
        return once(gate, 'open').then(() => undefined)
      },
    }
    const base = await serve({ probes: () => [slow] })
    const first = fetch(`${base}/ready`)
    const second = fetch(`${base}/ready`)
    // A third request, answered at once, shows that the server is not waiting for the first two.
    await fetch(`${base}/health`)
    gate.emit('open')
    expect([(await first).status, (await second).status]).toEqual([200, 200])
    expect(asked).toBe(1)
  })

  it('serves metrics, and 500 when they cannot be rendered', async () => {
    const base = await serve({})
    const response = await fetch(`${base}/metrics?x=1`)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/plain',
      'a 1\n',
    ])
    const broken = await serve({ renderMetrics: () => Promise.reject(new Error('broken')) })
    expect((await fetch(`${broken}/metrics`)).status).toBe(500)
  })

  it('refuses other paths and methods', async () => {
    const base = await serve({})
    expect((await fetch(`${base}/`)).status).toBe(404)
    expect((await fetch(`${base}/health`, { method: 'POST' })).status).toBe(405)
    expect(await (await fetch(`${base}/health`, { method: 'HEAD' })).text()).toBe('')
  })

  it('rejects when the port is taken', async () => {
    const base = await serve({})
    const port = Number(new URL(base).port)
    const source = {
      state: () => 'ready' as const,
      probes: () => [],
      renderMetrics: () => Promise.reject(new Error('x')),
    }
    await expect(startHealthServer(source, '127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('checkProbes', () => {
  it('gives up a probe after the timeout and tells it so', async () => {
    let signal: AbortSignal | undefined
    const watched: Probe = {
      name: 'watched',
      check: (given) => {
        signal = given
        return new Promise(() => undefined)
      },
    }
    expect(await checkProbes([watched, ok, failing], 20)).toEqual({
      watched: 'timed out',
      postgres: 'ok',
      nats: 'failed',
    })
    expect(signal?.aborted).toBe(true)
  })

  it('takes a probe that throws at once for a failed one', async () => {
    const throwing: Probe = {
      name: 'throwing',
      check: () => {
        throw new Error('not even a promise')
      },
    }
    expect(await checkProbes([throwing])).toEqual({ throwing: 'failed' })
  })
})
