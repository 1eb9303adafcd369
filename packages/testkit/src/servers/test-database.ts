import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly name: string
  readonly url: string
  /** Ends its sessions and removes it. */
  drop(): Promise<void>
}

/**
 * Creates an empty database, or a copy of `template` (a database without sessions), on the server of the given superuser URL.
 */
export async function createTestDatabase(adminUrl: string, template = 'template0'): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await runAsAdmin(adminUrl, `create database ${name} template ${escapeIdentifier(template)}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return {
    name,
    url: url.href,
    drop: () => runAsAdmin(adminUrl, `drop database if exists ${name} with (force)`),
  }
}

async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
