import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '@pantau/contracts'
import { runtimeSettings } from '@pantau/service-runtime'
import { readProgramSettings } from './service-settings.ts'

/** What docs/compatibility.md says is held by tests that it names, and its variables exist. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(`${ROOT}/docs/compatibility.md`, 'utf8')
const FORMS = /^(same|better|different)\b/
const ABSENT = /^(no|not yet)\b/

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
const behaviours = rows.filter((cells) => cells.length === 3 && cells[1] !== 'Here')

describe('the compatibility page', () => {
  it('has rows', () => {
    expect(behaviours.length).toBeGreaterThan(100)
  })

  it.each(behaviours.map(([behaviour, here, test]) => ({ behaviour, here, test })))(
    '$behaviour',
    ({ here, test }) => {
      expect(here).toMatch(new RegExp(`${FORMS.source}|${ABSENT.source}`))
      const links = [...(test ?? '').matchAll(/\]\(\.\.\/[^)]+\.test\.ts\)/g)]
      expect(links.length > 0 || ABSENT.test(here ?? '')).toBe(true)
    },
  )

  it('names settings and error codes that exist', async () => {
    const programs = await readProgramSettings(ROOT)
    const schemas = [runtimeSettings, ...programs.map(({ schema }) => schema)]
    const variables = schemas.flatMap((schema) => Object.values(schema).map(({ env }) => env))
    const known = new Set<string>([...variables, ...Object.keys(errorCodes), 'PANTAU_'])
    const named = [...page.matchAll(/`(PANTAU_[A-Z_]+)/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})
