import { mkdir } from 'node:fs/promises'
import type { TracesOptions } from '../pantau-services.ts'
import type { SystemUnderTest } from '../system-under-test.ts'
import { startSpanSink } from './start-span-sink.ts'

/**
 * A system whose spans are counted: the sink begins before it and ends after it, and its cost shows among those of the servers.
 * @param ratio of messages that are traced; without one there is no sink
 */
export async function withSpanSink(
  folder: string,
  ratio: number | undefined,
  start: (traces?: TracesOptions) => Promise<SystemUnderTest>,
): Promise<SystemUnderTest> {
  if (ratio === undefined) {
    return start()
  }
  await mkdir(folder, { recursive: true })
  const sink = await startSpanSink(folder)
  try {
    const system = await start({ url: sink.url, ratio })
    return {
      ...system,
      servers: () => [...system.servers(), { name: sink.name, processId: sink.processId }],
      countSpans: () => sink.count(),
      stop: async () => {
        await system.stop()
        await sink.stop()
      },
    }
  } catch (error) {
    await sink.stop()
    throw error
  }
}
