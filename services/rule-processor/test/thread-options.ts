import { fileURLToPath } from 'node:url'
import { compileWorkspaces } from '@pantau/testkit'

const OWN = 'services/rule-processor'

/** A thread for tests, with fixture rules and a small heap. It runs what `compileThreads` has compiled. */
export const threadOptions = {
  registryUrl: new URL('./fixture-rules/src/fixture-registry.ts', import.meta.url).href,
  execArgv: ['--import', fileURLToPath(new URL('./register-compiled.mjs', import.meta.url))],
  threadCount: 1,
  queueMax: 8,
  threadHeapMaxMib: 64,
  onThreadLost(error: unknown): void {
    throw error
  },
}

/** Before the first thread. */
export function compileThreads(): Promise<void> {
  return compileWorkspaces([OWN, `${OWN}/test/fixture-rules`])
}
