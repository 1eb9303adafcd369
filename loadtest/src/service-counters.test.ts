import { expect, it } from 'vitest'
import { readServiceCounters, sumOf } from './service-counters.ts'

const TMS = `# HELP pantau_postgres_round_trips_total Exchanges
pantau_postgres_round_trips_total{service="tms"} 12
pantau_broker_messages_stored_total{service="tms"} 3
`
const EVALUATOR = `pantau_postgres_round_trips_total{service="evaluator"} 5
pantau_postgres_round_trips_total_of_another 100
pantau_broker_messages_stored_total{service="evaluator"} 0`

function fleetOf(texts: Readonly<Record<string, string>>) {
  return {
    names: Object.keys(texts),
    readUsage: () => Promise.resolve(new Map()),
    readMetrics: (name: string) => Promise.resolve(texts[name] ?? ''),
  }
}

it('adds up what all processes have counted', async () => {
  const fleet = fleetOf({ tms: TMS, evaluator: EVALUATOR, relay: '' })
  expect(await readServiceCounters({ fleet })).toEqual({ roundTrips: 17, brokerMessages: 3 })
})

it('is not there where nobody counts', async () => {
  expect(await readServiceCounters({ fleet: fleetOf({ standalone: 'up 1' }) })).toBeUndefined()
  expect(sumOf(['up 1'], 'down')).toBeUndefined()
})
