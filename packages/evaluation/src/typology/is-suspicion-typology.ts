/**
 * Typologies that fill a regulatory report queue: what they find is reportable, not suspicious. By the number that their configuration
 * begins with.
 */
const REPORTING_TYPOLOGIES: readonly string[] = ['137']

/** Whether an alert of the typology with this configuration says that the payment is suspicious. */
export function isSuspicionTypology(cfg: string): boolean {
  return !REPORTING_TYPOLOGIES.some(
    (number) => cfg === number || cfg.startsWith(`${number}-`) || cfg.startsWith(`${number}@`),
  )
}
