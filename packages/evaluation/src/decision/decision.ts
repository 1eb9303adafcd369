/** ALRT: at least one typology asks for a review. NALT: none does. */
export type DecisionStatus = 'ALRT' | 'NALT'
