// Writes docs/configuration.md: npm run generate:configuration
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { renderConfigurationPage } from './configuration-page.ts'
import { readProgramSettings } from './service-settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
writeFileSync(`${root}/docs/configuration.md`, renderConfigurationPage(await readProgramSettings(root)))
