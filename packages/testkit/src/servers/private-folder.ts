import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for one server's data. Others may pass through but not list it: PostgreSQL may run as another user than the tests. */
export async function makePrivateFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pantau-test-${name}-`))
  await chmod(folder, 0o711)
  return folder
}
