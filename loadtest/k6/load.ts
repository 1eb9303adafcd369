import { createScenarioScript } from './scenario-script.ts'

// The peak: a constant rate, started whether or not earlier payments were answered.
const script = createScenarioScript('load')

export const { options, setup, handleSummary } = script
export default script.payNext
