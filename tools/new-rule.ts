// Makes a new rule that works, as a place to start: npm run new:rule -- --help
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { LISTS, listRule } from './new-rule/list-rule.ts'
import { ruleNameOf } from './new-rule/rule-name.ts'
import type { RuleName } from './new-rule/rule-name.ts'
import { TEMPLATES } from './new-rule/rule-template.ts'
import type { RuleFiles } from './new-rule/rule-template.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RULES = join(ROOT, 'rules')

const HELP = `npm run new:rule -- --id <number> --title <title> [--outcome bands|cases]

Makes rules/<number>-<title> from a template that compiles and passes its tests, and adds it to the registry and to the default
configurations. Nothing is overwritten.

  --id       100 to 999; the published rules have the numbers below
  --title    what it measures: "Distinct payees of the debtor account"
  --outcome  bands (the default): the rule measures a number; cases: it tells texts apart
  --help     this page

Exit codes: 0 made, 1 refused or failed, 2 wrong arguments
`

class UsageError extends Error {
  override readonly name = 'UsageError'
}

interface NewRule {
  readonly name: RuleName
  readonly files: RuleFiles
}

/** @throws UsageError */
function readArguments(args: readonly string[]): NewRule | 'help' {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        id: { type: 'string' },
        title: { type: 'string' },
        outcome: { type: 'string', default: 'bands' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) {
      return 'help'
    }
    const template = Object.hasOwn(TEMPLATES, values.outcome) ? TEMPLATES[values.outcome] : undefined
    if (template === undefined) {
      throw new RangeError(`--outcome must be bands or cases, but is ${JSON.stringify(values.outcome)}`)
    }
    const name = ruleNameOf(values.id ?? '', values.title ?? '')
    return { name, files: template(name) }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Everything that can be refused is, before anything is written. */
function create({ name, files }: NewRule): void {
  const taken = readdirSync(RULES).find((folder) => folder.startsWith(`${name.number}-`))
  if (taken !== undefined) {
    throw new Error(`There is a rule ${name.number} already: rules/${taken}`)
  }
  const lists = Object.keys(LISTS).map((file) => {
    const path = join(RULES, file)
    return { path, text: listRule(readFileSync(path, 'utf8'), file, name) }
  })
  const folder = join(RULES, name.folder)
  mkdirSync(folder)
  const written = Object.entries(files).map(([file, text]) => ({ path: join(folder, file), text }))
  for (const { path, text } of [...written, ...lists]) {
    writeFileSync(path, text)
  }
  format([folder, ...lists.map(({ path }) => path)])
}

function format(paths: readonly string[]): void {
  const program = join(ROOT, 'node_modules/.bin/oxfmt')
  if (!existsSync(program)) {
    throw new Error('The rule is made, but not formatted: run npm ci and npm run format')
  }
  const { status, stderr, error } = spawnSync(program, paths, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) {
    throw new Error(`The rule is made, but could not be formatted: ${stderr}`, { cause: error })
  }
}

function main(): number {
  try {
    const asked = readArguments(process.argv.slice(2))
    if (asked === 'help') {
      console.log(HELP)
      return 0
    }
    create(asked)
    console.log(`rules/${asked.name.folder} is made and listed. Its tests: npx vitest rules/${asked.name.number} rules/registry
Next: say in its README.md which crime it is about and who says so, then change the test, then the rule.`)
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    console.error(error instanceof UsageError ? `${message}\n\n${HELP}` : message)
    return error instanceof UsageError ? 2 : 1
  }
}

process.exitCode = main()
