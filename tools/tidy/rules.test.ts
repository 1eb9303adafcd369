import { describe, expect, it } from 'vitest'
import { clocksInPurePackages, environmentReads, leftoverWords, skippedTests } from './code-rules.ts'
import {
  builtinsInPurePackages,
  declaredArrows,
  deepImports,
  importedArrows,
  projectReferences,
  relativeImportsAcrossPackages,
  undeclaredImports,
  unusedDependencies,
} from './dependency-rules.ts'
import { brokenLinks, unlistedDecisions } from './document-rules.ts'
import { bannedNames, fileSizes, kebabCaseNames, requiredFiles } from './file-rules.ts'
import { repositoryOf } from './repository.ts'
import type { Repository } from './repository.ts'

type Files = Readonly<Record<string, string>>

function repository(files: Files): Repository {
  return repositoryOf(Object.entries(files).map(([path, text]) => ({ path, text })))
}

function manifest(
  name: string,
  dependencies: readonly string[] = [],
  devDependencies: readonly string[] = [],
): string {
  return JSON.stringify({
    name,
    dependencies: asVersions(dependencies),
    devDependencies: asVersions(devDependencies),
  })
}

function asVersions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '*']))
}

function stream(path: string, text: string, dependencies: readonly string[] = []): Repository {
  return repository({
    'packages/stream/package.json': manifest('@pantau/stream', dependencies, ['@pantau/testkit']),
    'packages/store/package.json': manifest('@pantau/store'),
    'packages/contracts/package.json': manifest('@pantau/contracts'),
    [path]: text,
  })
}

function linesOfText(count: number): string {
  return 'x\n'.repeat(count)
}

describe('declaredArrows', () => {
  it('lets arrows point down', () => {
    const found = declaredArrows(
      repository({
        'packages/stream/package.json': manifest(
          '@pantau/stream',
          ['@pantau/contracts', 'pino'],
          ['@pantau/testkit'],
        ),
        'services/tms/package.json': manifest('@pantau/service-tms', [
          '@pantau/service-runtime',
          '@pantau/rules',
        ]),
        'services/standalone/package.json': manifest('@pantau/service-standalone', ['@pantau/service-tms']),
        'packages/testkit/package.json': manifest('@pantau/testkit', ['@pantau/embedded']),
      }),
    )
    expect(found).toEqual([])
  })

  it.each([
    ['an adapter on an adapter', '@pantau/stream', '@pantau/store'],
    ['a service on a service', '@pantau/service-tms', '@pantau/service-tadp'],
    ['a service on the test kit', '@pantau/service-tms', '@pantau/testkit'],
    ['a service on the embedded servers', '@pantau/service-tms', '@pantau/embedded'],
    ['a pure package on an adapter', '@pantau/evaluation', '@pantau/stream'],
    ['a pure package on one above it', '@pantau/iso20022', '@pantau/contracts'],
    ['the runtime on a service', '@pantau/service-runtime', '@pantau/service-tms'],
    ['an adapter on a package that has no place yet', '@pantau/stream', '@pantau/unheard-of'],
    ['a package that has no place yet on anything', '@pantau/unheard-of', '@pantau/rule-kit'],
  ])('refuses %s', (_, from, to) => {
    const found = declaredArrows(repository({ 'packages/x/package.json': manifest(from, [to]) }))
    expect(found).toEqual([`packages/x/package.json: ${from} may not depend on ${to}`])
  })

  it('refuses a service in the tests of another', () => {
    const found = declaredArrows(
      repository({
        'services/tms/package.json': manifest('@pantau/service-tms', [], ['@pantau/service-tadp']),
      }),
    )
    expect(found).toHaveLength(1)
  })
})

describe('rules over imports', () => {
  const own = 'packages/stream/src/x.ts'

  it('importedArrows sees every form of import', () => {
    const text = [
      "import { a } from '@pantau/store'",
      "import '@pantau/store'",
      "export * from '@pantau/store'",
      "const b = await import('@pantau/store')",
      "import type {\n  C,\n} from '@pantau/store'",
      "// import { d } from '@pantau/store'",
    ].join('\n')
    expect(importedArrows(stream(own, text))).toEqual(
      [1, 2, 3, 4, 7].map((line) => `${own}:${line} @pantau/stream may not import @pantau/store`),
    )
  })

  it('importedArrows lets tests, and only tests, import the test kit', () => {
    const text = "import { startNats } from '@pantau/testkit'"
    expect(importedArrows(stream('packages/stream/src/x.test.ts', text))).toEqual([])
    expect(importedArrows(stream('packages/stream/test/x.ts', text))).toEqual([])
    expect(importedArrows(stream(own, text))).toHaveLength(1)
  })

  it('undeclaredImports', () => {
    const text =
      "import { pino } from 'pino'\nimport { readFileSync } from 'node:fs'\nimport '@pantau/contracts'"
    expect(undeclaredImports(stream(own, text))).toEqual([
      `${own}:1 imports pino, which its package.json does not declare`,
      `${own}:3 imports @pantau/contracts, which its package.json does not declare`,
    ])
    expect(undeclaredImports(stream(own, text, ['pino', '@pantau/contracts']))).toEqual([])
    // Tools for tests are declared once, at the root; packages of ours by who uses them.
    expect(undeclaredImports(stream('packages/stream/src/x.test.ts', text))).toHaveLength(1)
    expect(undeclaredImports(stream(own, "import 'k6/http'"))).toHaveLength(1)
  })

  it('unusedDependencies', () => {
    expect(
      unusedDependencies(stream(own, "import '@pantau/testkit'\n// 'pino'", ['pino', 'pino-pretty'])),
    ).toEqual([
      'packages/stream/package.json: declares pino, which nothing in it uses',
      'packages/stream/package.json: declares pino-pretty, which nothing in it uses',
    ])
    expect(unusedDependencies(stream(own, "resolve('pino/worker'); f('@pantau/testkit')", ['pino']))).toEqual(
      [],
    )
  })

  it('deepImports', () => {
    const deep = ['@pantau/contracts', 'src/a.ts'].join('/')
    expect(deepImports(stream(own, `import { a } from '${deep}'`))).toEqual([
      `${own}:1 imports ${deep}: import @pantau/contracts`,
    ])
    expect(deepImports(stream(own, "import { a } from '@pantau/contracts'"))).toEqual([])
  })

  it('relativeImportsAcrossPackages', () => {
    expect(relativeImportsAcrossPackages(stream(own, "import { a } from '../../store/src/a.ts'"))).toEqual([
      `${own}:1 imports ../../store/src/a.ts of another package`,
    ])
    expect(relativeImportsAcrossPackages(stream(own, "import { a } from '../src/a.ts'"))).toEqual([])
  })

  it('builtinsInPurePackages', () => {
    const text = "import { readFileSync } from 'node:fs'"
    expect(builtinsInPurePackages(stream(own, text))).toEqual([])
    expect(builtinsInPurePackages(stream('packages/contracts/src/x.ts', text))).toHaveLength(1)
    expect(builtinsInPurePackages(stream('packages/contracts/src/x.test.ts', text))).toEqual([])
  })
})

describe('projectReferences', () => {
  it('wants exactly the dependencies', () => {
    const found = projectReferences(
      repository({
        'packages/stream/package.json': manifest('@pantau/stream', ['@pantau/contracts', 'pino']),
        'packages/stream/tsconfig.json': '{"references":[{"path":"../store"}]}',
        'packages/contracts/package.json': manifest('@pantau/contracts'),
        'packages/contracts/tsconfig.json': '{"references":[]}',
      }),
    )
    expect(found).toEqual([
      'packages/stream/tsconfig.json lacks a reference to packages/contracts',
      'packages/stream/tsconfig.json has a reference to packages/store, which is no dependency',
    ])
  })
})

describe('rules over code', () => {
  const pure = { 'packages/evaluation/package.json': manifest('@pantau/evaluation') }

  it.each([
    ['services/tms/src/main.ts', 0],
    ['services/tms/src/main.test.ts', 0],
    ['tools/x.ts', 0],
    ['packages/testkit/src/x.ts', 0],
    ['services/tms/src/accept.ts', 2],
  ])('environmentReads in %s', (path, count) => {
    const text =
      "const a = process.env['PANTAU_A']\nconst b = process['env']\n// process.env\nconst c = { PATH: process.env['PATH'] }"
    expect(environmentReads(repository({ [path]: text }))).toHaveLength(count)
  })

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'crypto.randomUUID()'])(
    'clocksInPurePackages finds %s',
    (text) => {
      const path = 'packages/evaluation/src/x.ts'
      expect(clocksInPurePackages(repository({ ...pure, [path]: `\nconst a = ${text}` }))).toEqual([
        `${path}:2 reads a clock or a random source`,
      ])
      expect(
        clocksInPurePackages(repository({ ...pure, 'packages/evaluation/src/x.test.ts': text })),
      ).toEqual([])
      expect(clocksInPurePackages(repository({ 'packages/store/src/x.ts': text }))).toEqual([])
    },
  )

  it('clocksInPurePackages lets dates be made from what was given', () => {
    expect(
      clocksInPurePackages(repository({ ...pure, 'packages/evaluation/src/x.ts': 'new Date(acceptedAtMs)' })),
    ).toEqual([])
  })

  it('leftoverWords', () => {
    const word = ['TO', 'DO'].join('')
    expect(
      leftoverWords(repository({ 'a.ts': `x\n// ${word}: later`, 'b.sql': `-- ${word}`, 'c.md': word })),
    ).toEqual(['a.ts:2 holds a leftover word', 'b.sql:1 holds a leftover word'])
  })

  it('skippedTests', () => {
    const text = ['it', 'skip("x", () => {})'].join('.')
    expect(skippedTests(repository({ 'a.test.ts': text }))).toEqual([
      'a.test.ts:1 skips or singles out a test',
    ])
    expect(skippedTests(repository({ 'a.test.ts': 'it("x", () => {})\nrows.skip(3)' }))).toEqual([])
  })
})

describe('rules over files', () => {
  it('fileSizes', () => {
    expect(
      fileSizes(repository({ 'a.ts': linesOfText(300), 'b.ts': linesOfText(301), 'c.md': linesOfText(301) })),
    ).toEqual(['b.ts has 301 lines, allowed are 300'])
  })

  it('kebabCaseNames', () => {
    const files = {
      'src/select-band.test.ts': '',
      'src/selectBand.ts': '',
      'src/Sql/a.sql': '',
      'README.md': '',
    }
    expect(kebabCaseNames(repository(files))).toEqual([
      'src/selectBand.ts is not in kebab-case',
      'src/Sql/a.sql is not in kebab-case',
    ])
  })

  it.each(['src/utils.ts', 'src/test-helpers.ts', 'src/common/x.ts', 'src/misc.test.ts'])(
    'bannedNames finds %s',
    (path) => {
      expect(bannedNames(repository({ [path]: '' }))).toHaveLength(1)
      expect(bannedNames(repository({ 'src/commons-agreement.ts': '' }))).toEqual([])
    },
  )

  it('requiredFiles', () => {
    expect(requiredFiles(repository({ 'README.md': '' }))).toContain('LICENSE is missing')
    expect(requiredFiles(repository({ 'README.md': '' }))).not.toContain('README.md is missing')
    const packages = stream('packages/store/README.md', '')
    expect(requiredFiles(packages)).toContain('packages/stream/README.md is missing')
    expect(requiredFiles(packages)).not.toContain('packages/store/README.md is missing')
  })
})

describe('rules over documents', () => {
  it('brokenLinks', () => {
    const page = [
      '[page](other.md) [heading](other.md#one-two) [own](#here) [folder](sub/) [web](https://example.org)',
      '[absent](absent.md) [no heading](other.md#three) `[code](absent.md)`',
      '```\n[fenced](absent.md)\n```',
      '## Here',
    ].join('\n')
    const files = { 'docs/page.md': page, 'docs/other.md': '# One *two*\n', 'docs/sub/x.md': '' }
    expect(brokenLinks(repository(files))).toEqual([
      'docs/page.md: the link to absent.md leads nowhere',
      'docs/page.md: the link to other.md#three leads nowhere',
    ])
  })

  it('unlistedDecisions', () => {
    const files = {
      'docs/decisions/README.md': '[1](0001-a.md)',
      'docs/decisions/0001-a.md': '',
      'docs/decisions/0002-b.md': '',
    }
    expect(unlistedDecisions(repository(files))).toEqual([
      'docs/decisions/0002-b.md is not in docs/decisions/README.md',
    ])
  })
})
