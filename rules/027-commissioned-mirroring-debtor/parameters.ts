import { commissionedMirroringParameters } from '../mirroring.ts'

export const parameters = commissionedMirroringParameters
