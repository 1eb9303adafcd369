import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const run = promisify(execFile)

/** The commit that is checked out, marked where files differ from it; `unknown` outside of a git checkout. */
export async function codeVersion(): Promise<string> {
  try {
    const { stdout: commit } = await run('git', ['rev-parse', 'HEAD'], { cwd: REPOSITORY })
    const { stdout: changes } = await run('git', ['status', '--porcelain'], { cwd: REPOSITORY })
    return commit.trim() + (changes === '' ? '' : ' with changes')
  } catch {
    return 'unknown'
  }
}
