import type { ServiceContext } from '@pantau/service-runtime'
import { connectServiceChannel } from './service-channel/connect-service-channel.ts'
import type { ServiceChannel } from './service-channel/service-channel.ts'
import type { AdminSettings } from './settings.ts'

/** The service channel, where the settings name NATS servers. */
export function openServiceChannel(
  context: Pick<ServiceContext<AdminSettings>, 'settings' | 'log' | 'scope' | 'instance'>,
): ServiceChannel | undefined {
  const { settings, log, scope, instance } = context
  const { natsUrls, natsUser, natsPassword, natsCaPath, natsCertPath, natsKeyPath } = settings
  if (natsUrls === undefined) {
    return undefined
  }
  const tls = {
    ...(natsCaPath === undefined ? {} : { caFile: natsCaPath }),
    ...(natsCertPath === undefined ? {} : { certFile: natsCertPath }),
    ...(natsKeyPath === undefined ? {} : { keyFile: natsKeyPath }),
  }
  const channel = connectServiceChannel({
    connection: {
      servers: [...natsUrls],
      name: `pantau-admin ${instance}`,
      ...(natsUser === undefined ? {} : { user: natsUser }),
      ...(natsPassword === undefined ? {} : { pass: natsPassword.reveal() }),
      ...(Object.keys(tls).length === 0 ? {} : { tls }),
    },
    log,
  })
  return scope.use('service channel', channel, (held) => held.close())
}
