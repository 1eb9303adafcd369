/** The variables that name running servers for the tests to use. */
export const TEST_SERVER_VARIABLES = {
  postgres: 'PANTAU_TEST_POSTGRES_URL',
  nats: 'PANTAU_TEST_NATS_URL',
  redis: 'PANTAU_TEST_REDIS_URL',
} as const

/** The URL that the environment names for a server; undefined when the variable is absent or empty. */
export function givenUrl(server: keyof typeof TEST_SERVER_VARIABLES): string | undefined {
  const value = process.env[TEST_SERVER_VARIABLES[server]]
  return value === undefined || value === '' ? undefined : value
}
