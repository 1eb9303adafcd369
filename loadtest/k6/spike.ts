import { createScenarioScript } from './scenario-script.ts'

// The rate, all at once ten times the rate, and the rate again. What is refused is not sent again, but counted.
const script = createScenarioScript('spike')

export const { options, setup, handleSummary } = script
export default script.payNext
