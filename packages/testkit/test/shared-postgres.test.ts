import { Client } from 'pg'
import { expect, it } from 'vitest'
import { startPostgres } from '../src/index.ts'

it('gives every test file a database of its own on the server that the run shares', async () => {
  const server = await startPostgres()
  const one = await server.createDatabase()
  const client = new Client({ connectionString: one.url })
  await client.connect()
  await client.query('create table seen (id int)')
  await client.end()
  const copy = await server.createDatabase(one.name)
  const reader = new Client({ connectionString: copy.url })
  await reader.connect()
  const { rows } = await reader.query('select count(*)::int as n from seen')
  await reader.end()
  expect(rows).toEqual([{ n: 0 }])
  await copy.drop()
  await one.drop()
})
