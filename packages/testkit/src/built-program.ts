import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileWorkspaces } from './compile-workspaces.ts'

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url))

/** A program's source is not where programs are: below the `src` of a workspace. */
export class NoProgramError extends Error {
  override readonly name = 'NoProgramError'
}

/**
 * A program of this repository as it is deployed: compiled, after what has changed of its workspace. It starts in a third of the time that
 * it takes from its sources.
 * @param source path of the TypeScript file that is the program, as `…/services/tms/src/main.ts`
 * @returns path of the JavaScript file
 * @throws NoProgramError, BuildError
 */
export async function builtProgram(source: string): Promise<string> {
  const [, workspace, file] =
    /^(.+?)\/src\/(.+)\.ts$/.exec(relative(REPOSITORY, source).replaceAll(sep, '/')) ?? []
  if (workspace === undefined || file === undefined) {
    throw new NoProgramError(`${source} is not below the src of a workspace`)
  }
  await compileWorkspaces([workspace])
  return `${REPOSITORY}${workspace}/dist/${file}.js`
}
