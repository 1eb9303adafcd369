/** The newest attempts that a count looks at. Every band edge of a rule that counts attempts must lie below it, so that bands are exact. */
export const ATTEMPTS_MAX = 64
