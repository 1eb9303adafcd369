/** The environment in which a service or the command line finds a database: its address, and the password apart, where there is one. */
export function postgresVariables(url: string): Readonly<Record<string, string>> {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return {
    PANTAU_POSTGRES_URL: address.href,
    ...(password === '' ? {} : { PANTAU_POSTGRES_PASSWORD: password }),
  }
}
