/**
 * Parts that belong together do not fit: results of another plan, a configuration that a stored evaluation does not name. A programming
 * or deployment error, never a business outcome; whoever gets it must stop handling the message and not guess.
 */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError'
}
