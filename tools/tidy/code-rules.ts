import { PURE_PACKAGES, shortName } from './arrows.ts'
import { codeOf } from './code-of.ts'
import { filesEndingIn, isTestFile, workspaceOfFile } from './repository.ts'
import type { Repository, RepositoryFile } from './repository.ts'

// The brackets keep this file from holding the words that it looks for.
const LEFTOVER_WORDS = /\b(TO[D]O|FIX[M]E|HA[C]K)\b/
const PROCESS_ENV =
  /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*['"]env|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"]node:process/
const CLOCK_OR_RANDOM =
  /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bMath\s*\.\s*random\b|\bperformance\s*\.\s*now\b|\bcrypto\s*\./
const SKIPPED_TEST =
  /\b(?:it|test|describe)\s*\.\s*(?:skip|only|todo|skipIf|runIf|fails)\b|\bctx\s*\.\s*skip\b/

/** Settings come in through main.ts and a schema. Nobody else looks at the environment, but for PATH, which finds programs. */
export function environmentReads(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts')
    .filter((file) => !mayReadEnvironment(file.path))
    .flatMap((file) =>
      linesMatching(
        file,
        codeOf(file.text).replaceAll("process.env['PATH']", ''),
        PROCESS_ENV,
        'reads the environment',
      ),
    )
}

/** Pure code gets its time and its randomness as arguments, or a stored evaluation could not be recomputed. */
export function clocksInPurePackages(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts')
    .filter((file) => {
      const workspace = workspaceOfFile(repository, file.path)
      return (
        workspace !== undefined &&
        PURE_PACKAGES.includes(shortName(workspace.name) ?? '') &&
        !isTestFile(file.path)
      )
    })
    .flatMap((file) =>
      linesMatching(file, codeOf(file.text), CLOCK_OR_RANDOM, 'reads a clock or a random source'),
    )
}

/** What is not done is an issue or absent, never a note in the code. */
export function leftoverWords(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts', 'mjs', 'sql', 'yml', 'yaml', 'sh').flatMap((file) =>
    linesMatching(file, file.text, LEFTOVER_WORDS, 'holds a leftover word'),
  )
}

/** A test that does not run proves nothing, and a test that runs alone hides the others. */
export function skippedTests(repository: Repository): readonly string[] {
  return filesEndingIn(repository, 'ts')
    .filter((file) => isTestFile(file.path))
    .flatMap((file) => linesMatching(file, codeOf(file.text), SKIPPED_TEST, 'skips or singles out a test'))
}

function mayReadEnvironment(path: string): boolean {
  return (
    path.endsWith('/main.ts') ||
    isTestFile(path) ||
    path.startsWith('tools/') ||
    path.startsWith('packages/testkit/') ||
    !path.includes('/')
  )
}

function linesMatching(
  file: RepositoryFile,
  text: string,
  pattern: RegExp,
  problem: string,
): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1} ${problem}`] : []))
}
