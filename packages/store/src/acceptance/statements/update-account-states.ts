import { packBytes } from '../../connection/packed-bytes.ts'
import type { Statement } from '../../connection/statement.ts'
import type { AccountStateWrite } from '../batch-writes.ts'

/** The rows are there and locked since the first round trip. A list of lists cannot travel, so all funders are one list with places. */
export const UPDATE_ACCOUNT_STATES = `
UPDATE event_history.account_state s
SET version = s.version + 1, state = substring($3::bytea FROM a.state_start FOR a.state_length),
  funders = ($6::text[])[a.funders_start : a.funders_end], funded_at_ms = a.funded_at_ms
FROM unnest($1::text[], $2::text[], $4::int4[], $5::int4[], $7::int4[], $8::int4[], $9::int8[])
  AS a (tenant_id, account_id, state_start, state_length, funders_start, funders_end, funded_at_ms)
WHERE s.tenant_id = a.tenant_id AND s.account_id = a.account_id`

export function updateAccountStates(writes: readonly AccountStateWrite[]): Statement<never> {
  const states = packBytes(writes.map(({ state }) => state))
  let taken = 0
  const starts = writes.map(({ funders }) => {
    const start = taken + 1
    taken += funders.length
    return start
  })
  return {
    name: 'update-account-states',
    text: UPDATE_ACCOUNT_STATES,
    values: [
      writes.map(({ tenantId }) => tenantId),
      writes.map(({ accountId }) => accountId),
      states.packed,
      states.starts,
      states.lengths,
      writes.flatMap(({ funders }) => funders),
      starts,
      writes.map(({ funders }, index) => (starts[index] ?? 1) + funders.length - 1),
      writes.map((write) => write.fundedAtMs),
    ],
  }
}
