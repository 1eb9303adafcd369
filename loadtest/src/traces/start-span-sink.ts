import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '@pantau/embedded'
import { waitUntil } from '@pantau/testkit'
import { ManagedProcess, ManagedProcessError } from '../managed-process.ts'
import type { MeasuredServer } from '../system-under-test.ts'

const READY_WITHIN_MS = 30_000
const ANSWER_WITHIN_MS = 10_000
/** Longer than spans wait for others before they are sent. */
const QUIET_MS = 2_000
const QUIET_WITHIN_MS = 30_000

/** A collector of spans in a process of its own that counts what it gets. */
export interface SpanSink extends MeasuredServer {
  /** Where spans are to be sent. */
  readonly url: string
  /** Resolves with how many have come, once no more come. */
  count(): Promise<number>
  stop(): Promise<void>
}

/** @param logFolder must exist */
export async function startSpanSink(logFolder: string): Promise<SpanSink> {
  const port = await findFreePort()
  const root = `http://127.0.0.1:${port}`
  // As this process itself: from its sources, or compiled.
  const program = fileURLToPath(new URL(`span-sink${extname(import.meta.url)}`, import.meta.url))
  const loading = process.execArgv.filter((option) => /^--(?:conditions|import)=/.test(option))
  const child = new ManagedProcess({
    name: 'span sink',
    command: process.execPath,
    arguments: [...loading, program, String(port)],
    environment: {},
    logPath: join(logFolder, 'span-sink.log'),
  })
  await child.start()
  const read = async (): Promise<number> => {
    const response = await fetch(root, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    return Number(await response.text())
  }
  await waitUntil(async () => (await read()) === 0, { what: 'the span sink', timeoutMs: READY_WITHIN_MS })
  const { processId } = child
  if (processId === undefined) {
    throw new ManagedProcessError('The span sink has ended')
  }
  return {
    name: 'span sink',
    processId,
    url: `${root}/v1/traces`,
    count: () => settled(read),
    stop: () => child.end('SIGTERM'),
  }
}

async function settled(read: () => Promise<number>): Promise<number> {
  let last = -1
  await waitUntil(
    async () => {
      const now = await read()
      const isSame = now === last
      last = now
      return isSame
    },
    { what: 'the last spans', everyMs: QUIET_MS, timeoutMs: QUIET_WITHIN_MS },
  )
  return last
}
