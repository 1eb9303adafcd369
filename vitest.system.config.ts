import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The tests of the whole system only; those of the packages have a run of their own. */
export default defineConfig({ ...base, test: { ...base.test, include: ['test/**/*.test.ts'] } })
