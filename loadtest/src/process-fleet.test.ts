import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '@pantau/testkit'
import { findFreePort } from '@pantau/embedded'
import type { FleetMember } from './process-fleet.ts'
import { ProcessFleet } from './process-fleet.ts'

/** Says that it is ready 150 ms after it started; a path other than /ready tells its process id, or ends it. */
const SERVICE = `
const since = Date.now()
require('node:http').createServer((request, response) => {
  if (request.url === '/exit') process.exit(7)
  response.statusCode = request.url === '/ready' && Date.now() - since < 150 ? 503 : 200
  response.end(String(process.pid))
}).listen(Number(process.env.PORT), '127.0.0.1')`

let folder: string
let fleets: ProcessFleet<string>[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-fleet-'))
  fleets = []
})
afterEach(async () => {
  await Promise.all(fleets.map((fleet) => fleet.kill()))
  await rm(folder, { recursive: true })
})

async function memberOf(
  name: string,
  script = SERVICE,
): Promise<FleetMember<string> & { readonly url: string }> {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  return {
    name,
    command: process.execPath,
    arguments: ['-e', script],
    environment: { PORT: String(port) },
    logPath: join(folder, `${name}.log`),
    readyUrl: `${url}/ready`,
    url,
  }
}

async function processIdAt(url: string): Promise<string> {
  return (await fetch(url)).text()
}

describe('a fleet of processes', () => {
  it('is there when all are ready, and each can be killed and started again', async () => {
    const first = await memberOf('one')
    const second = await memberOf('two')
    const startedAtMs = performance.now()
    const fleet = await ProcessFleet.start([first, second])
    fleets.push(fleet)
    expect(performance.now() - startedAtMs).toBeGreaterThan(150)
    const [one, two] = [await processIdAt(first.url), await processIdAt(second.url)]

    await fleet.kill('one')
    expect(fleet.endings).toEqual(new Map([['one', 'SIGKILL']]))
    await expect(processIdAt(first.url)).rejects.toThrow()

    await fleet.start('one')
    expect(fleet.endings).toEqual(new Map())
    expect(await processIdAt(first.url)).not.toBe(one)
    expect(await processIdAt(second.url)).toBe(two)
    expect([...(await fleet.readUsage()).keys()]).toEqual(['one', 'two'])
    await fleet.stop()
    expect(fleet.endings.get('two')).toBe('SIGTERM')
  })

  it('notices a member that ended by itself', async () => {
    const member = await memberOf('one')
    const fleet = await ProcessFleet.start([member])
    fleets.push(fleet)
    await fetch(`${member.url}/exit`).catch(() => undefined)
    expect(await waitUntil(() => fleet.endings.get('one'), { what: 'the exit' })).toBe('exit code 7')
  })

  it('does not start when one member cannot, says why, and leaves none behind', async () => {
    const good = await memberOf('good')
    const bad = await memberOf('bad', "console.error('the settings are wrong'); process.exit(2)")
    await expect(ProcessFleet.start([good, bad])).rejects.toThrow(
      /bad ended with exit code 2 while it started: the settings are wrong/,
    )
    await expect(processIdAt(good.url)).rejects.toThrow()
  })
})
