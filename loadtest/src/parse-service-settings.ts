import { BenchOptionsError } from './bench-options-error.ts'
import { PANTAU_SERVICES } from './pantau-services.ts'
import type { PantauService, ServiceSettings } from './pantau-services.ts'

/** `service.NAME=value,service.NAME=value` as settings of services. @throws BenchOptionsError */
export function parseServiceSettings(
  list: string,
): Partial<Readonly<Record<PantauService, ServiceSettings>>> {
  const settings: Partial<Record<PantauService, ServiceSettings>> = {}
  for (const setting of list.split(',').filter((text) => text !== '')) {
    const [, prefix, name, value] = /^([a-z-]+)\.(PANTAU_[A-Z0-9_]+|NODE_OPTIONS)=(.+)$/.exec(setting) ?? []
    const service = PANTAU_SERVICES.find((candidate) => candidate === prefix)
    if (service === undefined || name === undefined || value === undefined) {
      throw new BenchOptionsError(
        `--services is a list of service.NAME=value with services ${PANTAU_SERVICES.join(', ')}, not '${setting}'`,
      )
    }
    settings[service] = { ...settings[service], [name]: value }
  }
  return settings
}
