import { createScenarioScript } from './scenario-script.ts'

// Steps from half to three times the rate, then the rate itself again. What is refused is not sent again, but counted.
const script = createScenarioScript('stress')

export const { options, setup, handleSummary } = script
export default script.payNext
