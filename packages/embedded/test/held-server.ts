import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('hold-server.ts', import.meta.url))

export interface HeldServer {
  readonly holder: ChildProcess
  readonly url: string
  readonly pid: number
  readonly runsAs: string
}

/** Runs `hold-server.ts` in a process of its own and resolves when its server is up. */
export async function holdServer(
  dataDir: string,
  ending: 'exit' | 'live' | 'return' | 'throw',
  userId?: number,
): Promise<HeldServer> {
  const holder = spawn(
    process.execPath,
    ['--conditions=@pantau/source', '--import', 'tsx', PROGRAM, dataDir, ending],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(userId === undefined ? {} : { uid: userId, gid: userId }),
    },
  )
  let errors = ''
  holder.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const lines = createInterface({ input: holder.stdout })
  const ended = once(lines, 'close').then(() => {
    throw new Error(`The program ended without a server: ${errors}`)
  })
  const [line] = await Promise.race([once(lines, 'line'), ended])
  // Our own program wrote the line a moment ago.
  const { url, pid, runsAs } = JSON.parse(String(line)) as { url: string; pid: number; runsAs: string }
  return { holder, url, pid, runsAs }
}
