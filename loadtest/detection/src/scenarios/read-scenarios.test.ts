import { describe, expect, it } from 'vitest'
import { loadScenarios, ScenarioFileError } from '../load-scenarios.ts'
import { readScenarios } from './read-scenarios.ts'
import { SCENARIO_TYPES } from './scenario-schema.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { set: base } = await loadScenarios()

function problemsOf(file: unknown): readonly string[] {
  const read = readScenarios(file, base)
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path} ${message}`) : []
}

const variant = (parts: object): object => ({ formatVersion: 1, name: 'variant', ...parts })

describe('scenario files', () => {
  it('have every type in the base', () => {
    expect(base.scenarios.map(({ type }) => type).sort()).toEqual(Object.keys(SCENARIO_TYPES).sort())
  })

  it('take from the base what they leave out', () => {
    const read = readScenarios(
      variant({ settings: { adaptive: { share: 0.5 } }, scenarios: { fanIn: { senders: [5, 12] } } }),
      base,
    )
    const fanIn = base.scenarios.find(({ name }) => name === 'fanIn')
    expect(read).toMatchObject({
      set: { settings: { ...base.settings, adaptive: { ...base.settings.adaptive, share: 0.5 } } },
    })
    const found = 'set' in read ? read.set.scenarios.find(({ name }) => name === 'fanIn') : undefined
    expect(found?.parameters).toEqual({ ...fanIn?.parameters, senders: [5, 12] })
    expect('set' in read ? read.set.scenarios.length : 0).toBe(base.scenarios.length)
  })

  it('leave a scenario out by weight 0, and add one of a known type under a name of its own', () => {
    const read = readScenarios(
      variant({ scenarios: { lone: { weight: 0 }, slowFunnel: { type: 'fanIn', spreadHours: [400, 700] } } }),
      base,
    )
    const names = 'set' in read ? read.set.scenarios.map(({ name }) => name) : []
    expect(names).toContain('slowFunnel')
    expect(names).not.toContain('lone')
  })

  it('are refused with every problem and its place', () => {
    const problems = problemsOf(
      variant({
        settings: { prevalence: 2, camouflage: 1 },
        scenarios: {
          fanIn: { senders: [12, 5], sender: 3 },
          cycle: { hopHours: [-1, 4] },
          heist: { weight: 1 },
        },
      }),
    )
    for (const place of [
      '/settings/prevalence',
      '/scenarios/fanIn/senders',
      '/scenarios/cycle/hopHours/0',
      '/scenarios/heist is of the unknown type "heist"',
    ]) {
      expect(problems.some((problem) => problem.startsWith(place))).toBe(true)
    }
    expect(
      problems.some((problem) => problem.startsWith('/scenarios/fanIn') && problem.includes('additional')),
    ).toBe(true)
  })

  it('need a version and a name', () => {
    expect(problemsOf({})).toEqual(['/formatVersion is required', '/name is required'])
  })

  it('are loaded from a path, and a broken one is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-scenarios-'))
    try {
      const path = join(folder, 'broken.json')
      await writeFile(path, '{"formatVersion": 1, "name": "x", "scenarios": {"heist": {}}}')
      await expect(loadScenarios(path)).rejects.toThrow(ScenarioFileError)
      await expect(loadScenarios(path)).rejects.toThrow('/scenarios/heist')
      await expect(loadScenarios(join(folder, 'absent.json'))).rejects.toThrow('cannot be read')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('ship a slower and smaller variant', async () => {
    const { set, digest } = await loadScenarios('slow-small')
    expect(set.name).toBe('slow-small')
    expect(digest).not.toBe((await loadScenarios()).digest)
  })
})
