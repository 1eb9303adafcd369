// Usage: node drop-workspace-dev-dependencies.mjs <folder with package.json and package-lock.json>
//
// `turbo prune --production` leaves the packages out that only tests need, but package.json files and the lock still name them, and
// npm would look for them in the registry. Takes those names out; third-party devDependencies stay, since the compiler needs types.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SCOPE = '@pantau/'
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  throw new TypeError('Name the folder')
}

function withoutOurDevDependencies(manifest) {
  if (manifest.devDependencies === undefined) {
    return manifest
  }
  const kept = Object.entries(manifest.devDependencies).filter(([name]) => !name.startsWith(SCOPE))
  return { ...manifest, devDependencies: Object.fromEntries(kept) }
}

function rewrite(file, change) {
  writeFileSync(file, `${JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8'))), null, 2)}\n`)
}

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('package.json') && !file.includes('node_modules')) {
    rewrite(join(folder, file), withoutOurDevDependencies)
  }
}
rewrite(join(folder, 'package-lock.json'), (lock) => ({
  ...lock,
  packages: Object.fromEntries(
    Object.entries(lock.packages).map(([path, entry]) => [path, withoutOurDevDependencies(entry)]),
  ),
}))
