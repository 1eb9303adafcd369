/** Bounds of what an account's state remembers. Every band edge of a rule that counts must lie below the bound of what it counts. */

/** Newest settled payments per direction. */
export const PAYMENTS_MAX = 64
/** Newest attempts per direction: those that a count looks at, and the payment's own, which is left out. */
export const ATTEMPTS_KEPT_MAX = 65
/** Newest accounts on the other side, per direction. */
export const COUNTERPARTIES_MAX = 64
/** Newest UTC days with payments older than the newest `PAYMENTS_MAX`, per direction. */
export const DAYS_MAX = 92
/** Newest UTC days with activity on either side. */
export const ACTIVITY_DAYS_MAX = 128
/** Currencies with statistics of their own, per direction. */
export const CURRENCIES_MAX = 16
/** Payments that no later one of the same currency reached, newest first, per currency and direction. */
export const LARGEST_MAX = 32
/** Payments whose text is kept, per direction: one to answer with, one more for when the newest is the payment's own. */
export const TEXTS_MAX = 2
/** Longer texts are cut: the ISO 20022 type of unstructured remittance information is Max140Text. */
export const TEXT_CODE_POINTS_MAX = 140
/** Newest payments with a location that the account sent and that a capture looks at. */
export const LOCATIONS_MAX = 64
/** Those, and the payment's own, which is left out. */
export const LOCATIONS_KEPT_MAX = 65
/** Newest chains of payments that lead to the account. */
export const FLOW_TAGS_MAX = 16
/** Payments in such a chain. */
export const FLOW_HOPS_MAX = 5
export const FLOW_AGE_MAX_MS = 72 * 3_600_000
/** A payment goes on with a flow whose amount is 0.75 to 1.6 times its own, as hundredths. */
export const FLOW_RATIO_MIN_HUNDREDTHS = 75n
export const FLOW_RATIO_MAX_HUNDREDTHS = 160n
/** Newest accounts that paid this one and were no hubs then. */
export const FUNDERS_MAX = 16
/** Older ones are forgotten. The longest `upstreamMs`. */
export const FUNDER_AGE_MAX_MS = 7 * 86_400_000
/** Of a payer's funders, those that the receiving account remembers. */
export const FUNDERS_OF_SENDER_MAX = 8
/** How long a funder counts for the accounts that its money reaches next; the longest window of a common funder. */
export const FUNDING_AGE_MAX_MS = 48 * 3_600_000
/** Newest pairs of a payer and one of the payer's funders. */
export const SENDER_FUNDERS_MAX = 64
/** An account is a hub with so many accounts on the other side of one direction … */
export const HUB_COUNTERPARTIES_MIN = 40
/** … in so long. */
export const HUB_WINDOW_MS = 30 * 86_400_000
/** Findings on an account that a count looks at, the newest. */
export const FINDINGS_MAX = 64
/** Those, and that of the payment itself, which is left out. */
export const FINDINGS_KEPT_MAX = 65
/** Names that an account is known by: those that it had first. */
export const NAMES_MAX = 8
/** Accounts of one holder that are counted. */
export const HOLDER_ACCOUNTS_MAX = 32

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
