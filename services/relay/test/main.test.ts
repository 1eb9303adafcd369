import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { connect } from '@nats-io/transport-node'
import { builtProgram, postgresVariables, startNats, startPostgres } from '@pantau/testkit'
import type { TestNats, TestPostgres } from '@pantau/testkit'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { activateShipped, evaluatePayment, openDatabase } from './evaluated-payment.ts'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let main: string
let postgres: TestPostgres
let server: TestNats
beforeAll(async () => {
  ;[main, postgres, server] = await Promise.all([builtProgram(MAIN), startPostgres(), startNats()])
})
afterAll(() => Promise.all([postgres.stop(), server.stop()]))

it('the process delivers what is owed, and stops as asked', { timeout: PROCESS_TIMEOUT_MS }, async () => {
  const { pool, url } = await openDatabase(postgres)
  const tenantId = 'melati'
  const configuration = await activateShipped(pool, tenantId)
  const record = await evaluatePayment(pool, { tenantId, configuration, endToEndId: 'E2E-1', outcomes: {} })
  const nats = await connect({ servers: server.url })
  onTestFinished(() => nats.close())
  const alerts = nats.subscribe('investigation-service')
  await nats.flush()

  const child = spawn(process.execPath, [main], {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(url),
      PANTAU_NATS_URLS: server.url,
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: '0',
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const alert of alerts) {
    expect(alert.json()).toHaveProperty('report.evaluationID', record.evaluationId)
    break
  }
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
