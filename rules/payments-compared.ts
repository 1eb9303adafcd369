/** The most payments that the rules on the latest payments compare: eight are remembered for them, and this payment is the ninth. */
export const PAYMENTS_COMPARED_MAX = 9
