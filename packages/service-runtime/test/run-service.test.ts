import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ServiceProcess } from './service-process.ts'

const settings = { PANTAU_GREETING: 'hello' }
const running: ServiceProcess[] = []

function run(behaviour: string, env: Readonly<Record<string, string>> = settings): ServiceProcess {
  const service = new ServiceProcess(behaviour, env)
  running.push(service)
  return service
}

afterEach(async () => {
  for (const service of running.splice(0)) {
    service.kill('SIGKILL')
    await service.exited()
  }
})

/** Everything that the fixture said, in order. */
function saidBy(service: ServiceProcess): string[] {
  return [...service.stdout.matchAll(/^fixture: (.*)$/gm)].map((match) => match[1] ?? '')
}

async function get(service: ServiceProcess, path: string): Promise<{ status: number; body: string }> {
  const [, port] = await service.said(/"port":(\d+)/)
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, body: await response.text() }
}

describe('a running service', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes, releases in reverse order and exits with 0 on %s',
    async (signal) => {
      const service = run('well behaved')
      await service.said(/"message":"ready"/)
      service.kill(signal)
      expect(await service.exited()).toEqual({ code: 0, signal: null })
      expect(saidBy(service)).toEqual([
        'hello started',
        'finishing',
        'finished',
        'released second',
        'released first',
      ])
      expect(service.stderr).toBe('')
    },
  )

  it('answers health, readiness and metrics; while it drains it is alive but not ready', async () => {
    const service = run('never finishes')
    await service.said(/"message":"ready"/)
    expect(await get(service, '/health')).toEqual({ status: 200, body: '{"status":"UP","state":"ready"}' })
    expect(await get(service, '/ready')).toEqual({
      status: 200,
      body: '{"status":"UP","state":"ready","probes":{"database":"ok"}}',
    })
    const metrics = await get(service, '/metrics')
    expect(metrics.body).toContain('pantau_service_info{version="1.2.3",service="fixture"} 1')
    expect(metrics.body).toContain('nodejs_eventloop_lag_p99_seconds')
    service.kill('SIGTERM')
    await service.said(/finishing/)
    expect((await get(service, '/health')).status).toBe(200)
    expect(await get(service, '/ready')).toEqual({
      status: 503,
      body: '{"status":"DOWN","state":"draining","probes":{"database":"ok"}}',
    })
  })

  it('is alive and not ready while it warms up, and takes work only then', async () => {
    const service = run('warms up')
    await service.said(/warming up/)
    expect(await get(service, '/health')).toEqual({
      status: 200,
      body: '{"status":"UP","state":"warming up"}',
    })
    expect(await get(service, '/ready')).toEqual({
      status: 503,
      body: '{"status":"DOWN","state":"warming up","probes":{"database":"ok"}}',
    })
    expect(saidBy(service)).toEqual(['warming up'])
    service.kill('SIGUSR2')
    await service.said(/"message":"ready"/)
    expect((await get(service, '/ready')).status).toBe(200)
    expect(saidBy(service)).toEqual(['warming up', 'hello started'])
  })

  it('stops within its warm-up, and has taken no work', async () => {
    const service = run('warms up')
    await service.said(/warming up/)
    service.kill('SIGTERM')
    expect(await service.exited()).toEqual({ code: 0, signal: null })
    expect(saidBy(service)).toEqual([
      'warming up',
      'the warm-up was told to stop',
      'released second',
      'released first',
    ])
    expect(service.stdout).not.toContain('"message":"ready"')
  })

  it('goes on taking work for the drain delay while it already says that it is not ready', async () => {
    const service = run('well behaved', { ...settings, PANTAU_DRAIN_DELAY_MS: '20000' })
    await service.said(/"message":"ready"/)
    service.kill('SIGTERM')
    await service.said(/"message":"draining"/)
    expect((await get(service, '/ready')).status).toBe(503)
    expect(saidBy(service)).toEqual(['hello started'])
  })

  it('finishes when the drain delay is over', async () => {
    const service = run('well behaved', { ...settings, PANTAU_DRAIN_DELAY_MS: '50' })
    await service.said(/"message":"ready"/)
    service.kill('SIGTERM')
    expect((await service.exited()).code).toBe(0)
    expect(saidBy(service)).toContain('finished')
  })

  it('exits with 1 on a second signal, without waiting for what does not finish', async () => {
    const service = run('never finishes')
    await service.said(/"message":"ready"/)
    service.kill('SIGTERM')
    await service.said(/finishing/)
    while (!service.hasExited) {
      service.kill('SIGTERM')
      await sleep(50)
    }
    expect(await service.exited()).toEqual({ code: 1, signal: null })
    expect(fatalLineOf(service)).toMatchObject({ level: 'fatal', message: 'told to stop a second time' })
  })

  it('takes two signals at the same moment for one', async () => {
    const service = run('well behaved')
    await service.said(/"message":"ready"/)
    service.kill('SIGINT')
    service.kill('SIGTERM')
    expect(await service.exited()).toEqual({ code: 0, signal: null })
  })

  it('exits with 1 when it has not stopped by its deadline', async () => {
    const service = run('never finishes', { ...settings, PANTAU_STOP_DEADLINE_MS: '300' })
    await service.said(/"message":"ready"/)
    service.kill('SIGTERM')
    expect(await service.exited()).toEqual({ code: 1, signal: null })
    expect(saidBy(service)).toEqual(['hello started', 'finishing'])
  })

  it.each([
    ['throws later', 'thrown where nobody catches'],
    ['rejects later', 'rejected where nobody catches'],
  ])('exits with 1 at once when something %s', async (behaviour, message) => {
    const service = run(behaviour)
    expect(await service.exited()).toEqual({ code: 1, signal: null })
    expect(fatalLineOf(service)).toMatchObject({
      level: 'fatal',
      service: 'fixture',
      version: '1.2.3',
      err: { type: 'Error', message },
    })
    expect(saidBy(service)).toEqual(['hello started'])
  })

  it('releases everything and exits with 1 when a part of it says that it cannot go on', async () => {
    const service = run('fails later')
    expect(await service.exited()).toEqual({ code: 1, signal: null })
    expect(saidBy(service)).toEqual([
      'hello started',
      'finishing',
      'finished',
      'released second',
      'released first',
    ])
  })
})

describe('a starting service', () => {
  it('exits with 2 and tells every problem with its settings', async () => {
    const service = run('well behaved', { PANTAU_WORKERS: 'many', PANTAU_GREETNG: 'hello' })
    expect(await service.exited()).toEqual({ code: 2, signal: null })
    expect(service.stderr).toBe(
      [
        'fixture: 3 settings are not acceptable:',
        '  - PANTAU_GREETING is missing: A greeting.',
        '  - PANTAU_WORKERS must be a whole number, is "many"',
        '  - PANTAU_GREETNG is not a setting of this service: did you mean PANTAU_GREETING?',
        '',
      ].join('\n'),
    )
    expect(service.stdout).toBe('')
  })

  it('is alive but not ready, and gives up its start when it is told to stop', async () => {
    const service = run('never composed')
    await service.said(/composing/)
    expect((await get(service, '/health')).status).toBe(200)
    expect((await get(service, '/ready')).status).toBe(503)
    service.kill('SIGTERM')
    expect(await service.exited()).toEqual({ code: 0, signal: null })
    expect(saidBy(service)).toEqual(['composing', 'released second', 'released first'])
  })

  it('exits with 1 and says what it waited for when a dependency is not there by the deadline', async () => {
    const service = run('never composed', { ...settings, PANTAU_START_DEADLINE_MS: '300' })
    expect(await service.exited()).toEqual({ code: 1, signal: null })
    const fatal = service.logLines().find((line) => line['level'] === 'fatal')
    expect(fatal).toMatchObject({
      message: 'failed',
      err: { type: 'DependencyNotReadyError', cause: { message: 'connection refused' } },
    })
  })
})

/** A line that is being written in the background when the process exits may come after it. */
function fatalLineOf(service: ServiceProcess): unknown {
  return service.logLines().findLast(({ level }) => level === 'fatal')
}
