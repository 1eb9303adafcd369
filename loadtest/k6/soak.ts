import { createScenarioScript } from './scenario-script.ts'

// The average rate for hours.
const script = createScenarioScript('soak')

export const { options, setup, handleSummary } = script
export default script.payNext
