import { activityIncreaseParameters } from '../activity-increase.ts'

export const parameters = activityIncreaseParameters
