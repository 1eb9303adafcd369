import type { ServiceChannelAck, ServiceChannelEvent } from './service-channel-event.ts'

/** The channel is not there, or did not confirm: whether anybody was told is not known. */
export class ServiceChannelUnavailableError extends Error {
  override readonly name = 'ServiceChannelUnavailableError'
}

/** Where services outside learn that another network map is in force. What runs here learns it from the database. */
export interface ServiceChannel {
  /** Resolves when the channel has the event. @throws ServiceChannelUnavailableError */
  publish(event: ServiceChannelEvent): Promise<void>
  /** Hears acknowledgements until the returned function is called. */
  onAck(listener: (ack: ServiceChannelAck) => void): () => void
}
