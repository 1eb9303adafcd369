import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { clocksInPurePackages, environmentReads, leftoverWords, skippedTests } from './tidy/code-rules.ts'
import {
  builtinsInPurePackages,
  declaredArrows,
  deepImports,
  importedArrows,
  projectReferences,
  relativeImportsAcrossPackages,
  undeclaredImports,
  unusedDependencies,
} from './tidy/dependency-rules.ts'
import { brokenLinks, unlistedDecisions } from './tidy/document-rules.ts'
import { bannedNames, fileSizes, kebabCaseNames, requiredFiles } from './tidy/file-rules.ts'
import { readRepository } from './tidy/repository.ts'

const repository = readRepository(fileURLToPath(new URL('..', import.meta.url)))

describe('the repository', () => {
  it.each([
    ['declares dependencies along the arrows', declaredArrows],
    ['imports along the arrows', importedArrows],
    ['declares what it imports', undeclaredImports],
    ['imports what it declares', unusedDependencies],
    ['refers in tsconfig.json to what package.json depends on', projectReferences],
    ['enters packages through their door', deepImports],
    ['does not reach into other packages by path', relativeImportsAcrossPackages],
    ['keeps IO out of pure packages', builtinsInPurePackages],
    ['keeps clocks and randomness out of pure packages', clocksInPurePackages],
    ['reads the environment only where settings come in', environmentReads],
    ['holds no leftover words', leftoverWords],
    ['runs all its tests', skippedTests],
    ['keeps files small', fileSizes],
    ['names files in kebab-case', kebabCaseNames],
    ['names files after what they hold', bannedNames],
    ['has the pages that readers expect', requiredFiles],
    ['has links that lead somewhere', brokenLinks],
    ['lists every decision', unlistedDecisions],
  ])('%s', (_, rule) => {
    expect(rule(repository).join('\n')).toBe('')
  })
})
