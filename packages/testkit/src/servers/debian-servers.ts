import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { findExecutable } from './find-executable.ts'
import { TestServerError } from './server-source.ts'

const COMMAND_WITHIN_MS = 180_000

/** Packages to install, and the server program in each. */
const SERVERS = { 'nats-server': 'usr/sbin/nats-server', 'valkey-server': 'usr/bin/valkey-server' } as const
export type DebianServer = keyof typeof SERVERS

/** The release whose packages are used on any Debian machine: nats-server 2.10.27, valkey 8.1. Ubuntu machines use their own. */
const DEBIAN_SUITE = 'trixie'

/** The command of an installed server. It runs on the libraries it was built with, whatever those of this machine are. */
export function installedCommand(folder: string, server: DebianServer): readonly [string, ...string[]] {
  const own = join(folder, server)
  return [join(own, 'ld.so'), '--library-path', join(own, 'lib'), join(own, server)]
}

/**
 * Downloads the servers from the machine's own, signed package archive and unpacks them into `folder`; nothing of the system is
 * changed and no root is needed.
 * @throws TestServerError
 */
export async function installDebianServers(folder: string): Promise<void> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const distribution = /^ID="?(debian|ubuntu)"?$/m.exec(release)?.[1]
  if (
    distribution === undefined ||
    findExecutable('apt-get') === undefined ||
    findExecutable('dpkg-deb') === undefined
  ) {
    throw new TestServerError('Servers can be installed from the package archive on Debian and Ubuntu only')
  }
  const codename = /^VERSION_CODENAME="?(\w+)"?$/m.exec(release)?.[1]
  const suite = distribution === 'debian' ? DEBIAN_SUITE : (codename ?? '')
  const work = await mkdtemp(`${folder}.draft-`)
  try {
    const apt = await prepareApt(work, distribution, suite)
    const files = join(work, 'files')
    const packages = join(work, 'packages')
    await mkdir(packages)
    await run('apt-get', [...apt, 'update'])
    const plan = await run('apt-get', [
      ...apt,
      'install',
      '--simulate',
      '--no-install-recommends',
      ...Object.keys(SERVERS),
    ])
    const names = [...plan.matchAll(/^Inst (\S+) /gm)].map((match) => match[1] ?? '')
    await run('apt-get', [...apt, 'download', ...names], packages)
    for (const file of await readdir(packages)) {
      await run('dpkg-deb', ['-x', join(packages, file), files])
    }
    const draft = join(work, 'servers')
    for (const [server, program] of Object.entries(SERVERS)) {
      await collect(files, program, join(draft, server))
    }
    await rename(draft, folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** A private apt state: one source, no installed packages, no pins. The machine's proxy settings stay in force. */
async function prepareApt(work: string, distribution: string, suite: string): Promise<readonly string[]> {
  const configured = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(RELEASE) $(COMPONENT)',
    'Created-By: Packages',
  ])
  const mirror = configured
    .split('\n')
    .map((line) => line.split(' '))
    .find(
      ([uri, , component]) => component === 'main' && new RegExp(`/${distribution}/?$`).test(uri ?? ''),
    )?.[0]
  if (mirror === undefined) {
    throw new TestServerError(`This machine has no package archive of ${distribution} configured`)
  }
  const state = join(work, 'apt')
  await mkdir(join(state, 'lists', 'partial'), { recursive: true })
  await mkdir(join(state, 'archives', 'partial'), { recursive: true })
  await mkdir(join(state, 'sources'), { recursive: true })
  await writeFile(
    join(state, 'sources', 'servers.sources'),
    [
      'Types: deb',
      `URIs: ${mirror}`,
      `Suites: ${suite}`,
      `Components: ${distribution === 'debian' ? 'main' : 'main universe'}`,
      `Signed-By: /usr/share/keyrings/${distribution}-archive-keyring.gpg`,
      '',
    ].join('\n'),
  )
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(state, 'sources'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State': state,
    'Dir::State::lists': join(state, 'lists'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': state,
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    'APT::Sandbox::User': '',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** Copies the program, the libraries that it loads, and the loader; the loader's own listing says which they are. */
async function collect(files: string, program: string, target: string): Promise<void> {
  const loader = await findLoader(files)
  const libraryPath = [...(await archiveLibraryFolders(files))].join(':')
  const listing = await run(loader, ['--library-path', libraryPath, '--list', join(files, program)])
  await mkdir(join(target, 'lib'), { recursive: true })
  for (const [, library] of listing.matchAll(/=> (\/\S+) \(/g)) {
    if (library === undefined || !library.startsWith(files)) {
      throw new TestServerError(`${program} would load ${library} from outside its packages`)
    }
    await copyFile(library, join(target, 'lib', basename(library)))
  }
  await copyFile(loader, join(target, 'ld.so'))
  await copyFile(join(files, program), join(target, basename(program)))
}

async function archiveLibraryFolders(files: string): Promise<readonly string[]> {
  const base = join(files, 'usr', 'lib')
  const entries = await readdir(base, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .map((entry) => join(base, entry.name))
}

async function findLoader(files: string): Promise<string> {
  for (const folder of await archiveLibraryFolders(files)) {
    const name = (await readdir(folder)).find((file) => /^ld-linux.*\.so\.\d+$/.test(file))
    if (name !== undefined) {
      return join(folder, name)
    }
  }
  throw new TestServerError('The C library package holds no program loader')
}

async function run(command: string, args: readonly string[], cwd?: string): Promise<string> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_WITHIN_MS,
    env: { ...process.env, LC_ALL: 'C' },
    ...(cwd === undefined ? {} : { cwd }),
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) {
    throw new TestServerError(
      `${command} ${args.at(-1)} failed (exit code ${String(code)}): ${errors.trim()}`,
    )
  }
  return output
}
