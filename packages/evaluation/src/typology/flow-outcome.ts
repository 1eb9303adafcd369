/** Outcomes of an event-flow rule that change what a typology does: stop the payment, or let it pass whatever its score. */
export const BLOCK_OUTCOME = 'block'
export const OVERRIDE_OUTCOME = 'override'
