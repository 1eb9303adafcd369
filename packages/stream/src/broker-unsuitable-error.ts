/** The broker lacks what this transport is built on. The message names its version and whether JetStream is enabled. */
export class BrokerUnsuitableError extends Error {
  override readonly name = 'BrokerUnsuitableError'
}

/** The oldest release line with everything that is used here. */
const OLDEST_MAJOR = 2
const OLDEST_MINOR = 10

export interface BrokerFacts {
  readonly version: string
  readonly isJetStreamEnabled: boolean
}

/** @throws BrokerUnsuitableError */
export function assertBrokerSuits(broker: BrokerFacts): void {
  const [major = Number.NaN, minor = Number.NaN] = broker.version.split('.', 2).map(Number)
  const isNewEnough = major > OLDEST_MAJOR || (major === OLDEST_MAJOR && minor >= OLDEST_MINOR)
  if (!isNewEnough || !broker.isJetStreamEnabled) {
    throw new BrokerUnsuitableError(
      `nats-server ${OLDEST_MAJOR}.${OLDEST_MINOR} or later with JetStream enabled is needed; ` +
        `found ${broker.version} with JetStream ${broker.isJetStreamEnabled ? 'enabled' : 'disabled'}`,
    )
  }
}
