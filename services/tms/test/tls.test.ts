import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import type { RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, TLSSocket } from 'node:tls'
import { generate } from 'selfsigned'
import type { GenerateResult, SelfsignedOptions } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TlsFileError } from '@pantau/http-host'
import { rawConnection } from './raw-connection.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const HOST = '127.0.0.1'

let folder: string
let authority: GenerateResult
let client: GenerateResult
let stranger: GenerateResult
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-tms-tls-'))
  const isAuthority = { name: 'basicConstraints' as const, cA: true }
  const signs = { name: 'keyUsage' as const, keyCertSign: true, digitalSignature: true }
  authority = await certificate('Bank authority', { extensions: [isAuthority, signs] })
  const ca = { key: authority.private, cert: authority.cert }
  const subjectAltName = { name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip: HOST }] }
  const server = await certificate('tms', { ca, extensions: [subjectAltName] })
  client = await certificate('core banking', { ca, extensions: [] })
  stranger = await certificate('stranger', {})
  await writeFile(join(folder, 'ca.pem'), authority.cert)
  await writeFile(join(folder, 'server.pem'), server.cert)
  await writeFile(join(folder, 'server-key.pem'), server.private)
})
afterAll(() => rm(folder, { recursive: true }))

function certificate(commonName: string, options: SelfsignedOptions): Promise<GenerateResult> {
  const name = [{ name: 'commonName', value: commonName }]
  return generate(name, { keyType: 'ec', algorithm: 'sha256', ...options })
}

let tms: StartedTms | undefined
afterEach(async () => {
  await tms?.stop(0)
  tms = undefined
})

async function start(isMutual: boolean): Promise<number> {
  const certPath = join(folder, 'server.pem')
  const keyPath = join(folder, 'server-key.pem')
  const tls = { certPath, keyPath, ...(isMutual ? { caPath: join(folder, 'ca.pem') } : {}) }
  tms = await startTms({ tls })
  return tms.listen({ host: HOST, port: 0 })
}

/** The status and the protocol of `GET /health`. */
function get(port: number, options: RequestOptions): Promise<readonly [number | undefined, unknown]> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: HOST, port, path: '/health', agent: false, ...options }, (response) => {
      const protocol = response.socket instanceof TLSSocket ? response.socket.getProtocol() : undefined
      response.resume().once('end', () => resolve([response.statusCode, protocol]))
    })
    asked.once('error', reject)
    asked.end()
  })
}

describe('HTTPS', () => {
  it('speaks TLS 1.3', async () => {
    const port = await start(false)
    expect(await get(port, { ca: authority.cert })).toEqual([200, 'TLSv1.3'])
  })

  it('speaks nothing older', async () => {
    const port = await start(false)
    await expect(get(port, { ca: authority.cert, maxVersion: 'TLSv1.2' })).rejects.toThrow(/protocol version/)
  })

  it('resumes a session, and speaks HTTP/1.1', async () => {
    const port = await start(false)
    const first = connect({ host: HOST, port, ca: authority.cert, ALPNProtocols: ['h2', 'http/1.1'] })
    const session = await new Promise<Buffer>((resolve, reject) => {
      first.once('session', resolve).once('error', reject)
      first.write('GET /health HTTP/1.1\r\nhost: tms\r\n\r\n')
    })
    expect(first.alpnProtocol).toBe('http/1.1')
    first.destroy()
    const second = connect({ host: HOST, port, ca: authority.cert, session })
    await once(second, 'secureConnect')
    expect(second.isSessionReused()).toBe(true)
    second.destroy()
  })

  it('answers nothing in plain text', async () => {
    const plain = await rawConnection(await start(false))
    plain.send('GET /health HTTP/1.1\r\nhost: tms\r\n\r\n')
    await plain.closed()
    expect(await plain.received('')).not.toContain('UP')
  })

  it('asks for a certificate of the authority where clients must show one', async () => {
    const port = await start(true)
    const known = { ca: authority.cert, cert: client.cert, key: client.private }
    expect(await get(port, known)).toEqual([200, 'TLSv1.3'])
    await expect(get(port, { ca: authority.cert })).rejects.toThrow()
    const unknown = { ca: authority.cert, cert: stranger.cert, key: stranger.private }
    await expect(get(port, unknown)).rejects.toThrow()
  })

  it('names the file that cannot be read', async () => {
    const tls = { certPath: join(folder, 'server.pem'), keyPath: join(folder, 'nowhere.pem') }
    const failure = startTms({ tls })
    await expect(failure).rejects.toThrow(TlsFileError)
    await expect(failure).rejects.toThrow(tls.keyPath)
  })
})
