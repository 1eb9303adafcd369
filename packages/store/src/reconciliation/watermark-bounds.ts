/**
 * A message is visible this long after its `accepted_at` at the latest: an accepting transaction that takes a minute is refused, and the
 * rest is margin. The watermark stays behind by as much.
 */
export const VISIBLE_AFTER_MS = 120_000
/** Parked messages younger than this hold the watermark; when an older one is released, the watermark goes back to it. */
export const PARKED_HOLD_MS = 900_000
