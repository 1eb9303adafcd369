import { configuredAuthenticator } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { authenticationSource } from '@pantau/service-runtime'
import type { AuthenticationSettings, ServiceContext } from '@pantau/service-runtime'

/** Who may call, by the service's settings; the keys that tokens are checked with are waited for within the start deadline. */
export async function openAuthenticator(
  context: Pick<ServiceContext<AuthenticationSettings>, 'settings' | 'log' | 'untilReady'>,
): Promise<Authenticator> {
  const { settings, log } = context
  const source = authenticationSource(settings)
  const authenticator = configuredAuthenticator({ source, settings, now: Date.now, log })
  await context.untilReady('the keys of tokens', () => authenticator.prepare())
  return authenticator
}
