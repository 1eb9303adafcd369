import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { localCertificate } from './local-certificate.ts'

const DAY_MS = 86_400_000
const directories: string[] = []
afterEach(async () => {
  for (const directory of directories.splice(0)) {
    await rm(directory, { recursive: true })
  }
})

async function newDirectory(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pantau-certificate-'))
  directories.push(made)
  return made
}

describe('local certificate', () => {
  it('serves TLS 1.3 that a client with exactly this trust accepts', async () => {
    const made = await localCertificate(await newDirectory(), Date.now())
    const server = createServer(
      { cert: await readFile(made.certPath), key: await readFile(made.keyPath), minVersion: 'TLSv1.3' },
      (_request, response) => response.end('ok'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = (server.address() as AddressInfo).port
    const body = await new Promise<string>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, ca: made.certificate }, (response) => {
        response.on('data', (chunk: Buffer) => {
          resolve(chunk.toString())
        })
      })
      call.on('error', reject)
      call.end()
    })
    server.close()
    expect(body).toBe('ok')
  })

  it('is kept, and made anew shortly before it ends', async () => {
    const where = await newDirectory()
    const nowMs = Date.now()
    const first = await localCertificate(where, nowMs)
    const second = await localCertificate(where, nowMs + 300 * DAY_MS)
    const third = await localCertificate(where, nowMs + 360 * DAY_MS)
    expect(second.certificate).toBe(first.certificate)
    expect(third.certificate).not.toBe(first.certificate)
  })
})
