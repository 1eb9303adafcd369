import { mirroringParameters } from '../mirroring.ts'

export const parameters = mirroringParameters
