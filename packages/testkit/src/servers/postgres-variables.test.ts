import { expect, it } from 'vitest'
import { postgresVariables } from './postgres-variables.ts'

it('tells address and password apart', () => {
  expect(postgresVariables('postgres://pantau:a%40b@127.0.0.1:5432/test')).toEqual({
    PANTAU_POSTGRES_URL: 'postgres://pantau@127.0.0.1:5432/test',
    PANTAU_POSTGRES_PASSWORD: 'a@b',
  })
  expect(postgresVariables('postgres://pantau@127.0.0.1/test')).toEqual({
    PANTAU_POSTGRES_URL: 'postgres://pantau@127.0.0.1/test',
  })
})
