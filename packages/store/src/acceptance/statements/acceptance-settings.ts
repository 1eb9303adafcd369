import type { Statement } from '../../connection/statement.ts'

/**
 * For a transaction that has begun: durable whatever the server's default is, and planned for a few keys at a time. A generic plan that was
 * made while the tables were empty would scan them for ever after.
 */
export const ACCEPTANCE_SETTINGS = `SELECT set_config('synchronous_commit', 'on', true),
  set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`

export function acceptanceSettings(): Statement<unknown> {
  return { name: 'acceptance-settings', text: ACCEPTANCE_SETTINGS }
}
