import type { Probe } from '@pantau/service-runtime'
import type { Transport } from '@pantau/stream'

/** Whether the broker is connected. */
export function brokerProbe(transport: Transport): Probe {
  return {
    name: 'broker',
    check: () =>
      transport.isReachable() ? Promise.resolve() : Promise.reject(new Error('The broker is not connected')),
  }
}
