import { fileURLToPath } from 'node:url'

/** A thread for tests, that reads TypeScript, with fixture rules and a small heap. */
export const threadOptions = {
  registryUrl: new URL('./fixture-registry.ts', import.meta.url).href,
  execArgv: [
    '--import',
    fileURLToPath(new URL('./register-typescript.mjs', import.meta.url)),
    '--conditions=@pantau/source',
  ],
  threadCount: 1,
  queueMax: 8,
  threadHeapMaxMib: 64,
  onThreadLost(error: unknown): void {
    throw error
  },
}
