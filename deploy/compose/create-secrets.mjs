// Makes random passwords for docker-compose.yml in ./secrets, and keeps those that are there: npm run compose:secrets
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const [folder = 'secrets'] = process.argv.slice(2)
// Nobody else on this machine may enter the folder. The files inside are readable, because the containers that they are mounted into run
// as users of their own; each container sees only the files that it is given.
const FOLDER_MODE = 0o700
const FILE_MODE = 0o444
const PASSWORD_BYTES = 24

function password(name) {
  create(name, () => randomBytes(PASSWORD_BYTES).toString('base64url'))
  return readFileSync(join(folder, name), 'utf8')
}

function create(name, text) {
  const file = join(folder, name)
  if (!existsSync(file)) {
    writeFileSync(file, text())
    chmodSync(file, FILE_MODE)
  }
}

mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
password('postgres-password')
create('nats-password.conf', () => `NATS_PASSWORD: "${password('nats-password')}"\n`)
create('valkey.conf', () => {
  const lines = ['save ""', 'appendonly no', 'maxmemory 256mb']
  // Refusing a write is noticed and waited for; evicting a partial result would not be.
  lines.push('maxmemory-policy noeviction', `requirepass ${password('valkey-password')}`)
  return `${lines.join('\n')}\n`
})
password('valkey-password')
process.stdout.write(`Passwords are in ${resolve(folder)}\n`)
