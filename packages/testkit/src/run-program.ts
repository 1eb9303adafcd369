import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** What a program did until it ended. */
export interface ProgramRun {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/**
 * Runs a program of this repository until it ends.
 * @param main path of the file that is the program: TypeScript, or compiled (`builtProgram`), which starts sooner
 */
export async function runProgram(main: string, args: readonly string[]): Promise<ProgramRun> {
  const loader = main.endsWith('.ts') ? ['--conditions=@pantau/source', '--import=tsx'] : []
  const child = spawn(process.execPath, [...loader, main, ...args])
  const [[code], output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { code: Number(code), output, errors }
}
