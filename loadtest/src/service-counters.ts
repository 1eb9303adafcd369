import type { SystemUnderTest } from './system-under-test.ts'

/** What the services have counted since they began, all processes together. */
export interface ServiceCounters {
  /** Exchanges with PostgreSQL. */
  readonly roundTrips: number
  /** Frames that the broker has stored; without a broker undefined. */
  readonly brokerMessages: number | undefined
}

/** Reads the metrics of all processes; undefined where they do not count. */
export async function readServiceCounters({
  fleet,
}: Pick<SystemUnderTest, 'fleet'>): Promise<ServiceCounters | undefined> {
  const texts = await Promise.all(fleet.names.map((name) => fleet.readMetrics(name)))
  const roundTrips = sumOf(texts, 'pantau_postgres_round_trips_total')
  return roundTrips === undefined
    ? undefined
    : { roundTrips, brokerMessages: sumOf(texts, 'pantau_broker_messages_stored_total') }
}

/** The sum of a counter's series; undefined where nobody has one. */
export function sumOf(texts: readonly string[], metric: string): number | undefined {
  const values = texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0)
}
