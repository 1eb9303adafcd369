import { compileWorkspaces } from '@pantau/testkit'
import { PANTAU_SERVICES } from './pantau-services.ts'

/** Compiles what has changed, since the services run from their compiled code. @throws BuildError */
export async function buildServices(services: readonly string[] = PANTAU_SERVICES): Promise<void> {
  await compileWorkspaces(services.map((name) => `services/${name}`))
}
