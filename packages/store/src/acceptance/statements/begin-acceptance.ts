import type { Statement } from '../../connection/statement.ts'

/**
 * Durable whatever the server's default is, and planned for a few keys at a time: a generic plan that was made while the tables were
 * empty would scan them for ever after.
 */
export const BEGIN_ACCEPTANCE = `BEGIN;
SET LOCAL synchronous_commit = on;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL jit = off`

export function beginAcceptance(): Statement<never> {
  return { text: BEGIN_ACCEPTANCE }
}
