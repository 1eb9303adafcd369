import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { renderConfigurationPage } from './configuration-page.ts'
import { readProgramSettings } from './service-settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

it('docs/configuration.md is what npm run generate:configuration writes', async () => {
  const page = readFileSync(`${root}/docs/configuration.md`, 'utf8')
  expect(page).toBe(renderConfigurationPage(await readProgramSettings(root)))
})
