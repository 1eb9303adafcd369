import { BenchOptionsError } from './bench-options-error.ts'

/** `name=value,name=value` as settings of a database server. @throws BenchOptionsError */
export function parseServerSettings(list: string): Readonly<Record<string, string>> {
  const settings = list.split(',').filter((setting) => setting !== '')
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^([a-z_.]+)=(.+)$/.exec(setting) ?? []
      if (name === undefined || value === undefined) {
        throw new BenchOptionsError(`--postgres is a list of name=value, not '${setting}'`)
      }
      return [name, value]
    }),
  )
}
