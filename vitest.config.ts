import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'

const conditions = ['@pantau/source']
/** Where there is no IO (tools/tidy/arrows.ts): nothing is started for a run of these. */
const PURE = [
  'packages/{rule-kit,facts,evaluation,iso20022,contracts}/**/*.test.ts',
  '{rules,typologies}/**/*.test.ts',
]
const CONTRACT = 'test/contract/**/*.test.ts'
const NO_SOURCES = ['**/node_modules/**', '**/dist/**']

function project(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      exclude: NO_SOURCES,
      setupFiles: ['./packages/testkit/src/property-seed.ts'],
      // A test that waits says itself what it waited for, long before this.
      testTimeout: 120_000,
      // On a clean clone, the first test that asks for NATS or Valkey waits for their download.
      hookTimeout: 300_000,
      // Loading what a file imports takes far longer than most of these tests: it is loaded once for all files that a process runs. No module
      // keeps state, so no file sees what another did.
      isolate: false,
      ...test,
    },
  }
}

const globalSetup = ['./packages/testkit/src/global-setup.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project({ name: 'pure', include: PURE }),
      project({
        name: 'packages',
        include: ['{packages,services,loadtest,tools}/**/*.test.ts'],
        exclude: [...NO_SOURCES, ...PURE],
        globalSetup,
      }),
      project({ name: 'contract', include: [CONTRACT], globalSetup }),
      // Each file starts a system of many processes: one after the other, when the others are done.
      project({
        name: 'system',
        include: ['test/**/*.test.ts'],
        exclude: [...NO_SOURCES, CONTRACT],
        globalSetup,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
