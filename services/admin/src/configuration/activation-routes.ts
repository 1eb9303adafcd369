import type { FastifyInstance } from 'fastify'
import { activateNetworkMap, deactivateNetworkMap } from '@pantau/store'
import type { ActivateOutcome, ConfigurationChange } from '@pantau/store'
import { changeOf } from './change-of.ts'
import { checkBeforeActivation } from './check-before-activation.ts'
import type { ConfigurationDeps } from './configuration-deps.ts'
import { InvalidDocumentError } from './invalid-document-error.ts'
import { MAP_PREFIX, MAP_TAGS, MapKeySchema } from './network-map-routes.ts'
import type { MapKey } from './network-map-routes.ts'
import { NOT_FOUND } from './part-routes.ts'
import { problemsText } from './problems-text.ts'
import { activateModes, readReloadMode, reloadModes, reloadModeSchema } from './reload-mode.ts'
import type { ReloadMode } from './reload-mode.ts'
import { validatorCompiler } from './validator-compiler.ts'

const EVENT = 'network-map.activated'

/** Brings a network map into force with everything that it names, takes it out again, or takes over what was saved since. */
export function addActivationRoutes(app: FastifyInstance, deps: ConfigurationDeps): void {
  addActivate(app, deps)
  addReload(app, deps)
  app.post<{ Params: MapKey }>(
    `${MAP_PREFIX}/:cfg/deactivate`,
    { schema: { tags: MAP_TAGS, summary: 'Take out of force', params: MapKeySchema } },
    async (request, reply) => {
      const change = changeOf(request, deps.nowMs)
      const map = await deactivateNetworkMap(deps.pool, request.params.cfg, change)
      return map ?? reply.code(404).send(NOT_FOUND)
    },
  )
}

function addActivate(app: FastifyInstance, deps: ConfigurationDeps): void {
  app.post<{ Params: MapKey; Body: { readonly reloadMode: ReloadMode } }>(
    `${MAP_PREFIX}/:cfg/activate`,
    {
      schema: {
        tags: MAP_TAGS,
        summary: 'Bring into force with everything that it names',
        params: MapKeySchema,
        body: reloadModeSchema(activateModes),
      },
      validatorCompiler: validatorCompiler((body) => readReloadMode(body, activateModes, 'broadcast')),
    },
    async (request, reply) => {
      const change = changeOf(request, deps.nowMs)
      const outcome = await activate(deps, change, request.params.cfg)
      if (outcome.kind === 'unknown') {
        return reply.code(404).send(NOT_FOUND)
      }
      const data = outcome.document
      const { reloadMode } = request.body
      return { data, reloadDispatched: await deps.dispatcher.dispatch(reloadMode, change.tenantId, data) }
    },
  )
}

function addReload(app: FastifyInstance, deps: ConfigurationDeps): void {
  app.post<{ Body: { readonly reloadMode: ReloadMode } }>(
    `${MAP_PREFIX}/reload`,
    {
      schema: {
        tags: MAP_TAGS,
        summary: 'Take over what was saved of the active map and of what it names, and tell it again',
        body: reloadModeSchema(reloadModes),
      },
      validatorCompiler: validatorCompiler((body) => readReloadMode(body, reloadModes)),
    },
    async (request, reply) => {
      const change = changeOf(request, deps.nowMs)
      const outcome = await activate(deps, change)
      if (outcome.kind === 'unknown') {
        return reply.code(404).send({ message: 'No active network map' })
      }
      const { reloadMode } = request.body
      const told = await deps.dispatcher.dispatch(reloadMode, change.tenantId, outcome.document)
      return told.status
        ? { event: EVENT, dispatched: true, outcome: told.outcome }
        : reply.code(503).send({ error: told.outcome, event: EVENT, dispatched: false })
    },
  )
}

/** @throws InvalidDocumentError with every reason why the map cannot be in force */
async function activate(
  deps: ConfigurationDeps,
  change: ConfigurationChange,
  cfg?: string,
): Promise<Exclude<ActivateOutcome, { kind: 'refused' }>> {
  const outcome = await activateNetworkMap(deps.pool, {
    ...change,
    compile: (candidate) => checkBeforeActivation(candidate, deps),
    ...(cfg === undefined ? {} : { cfg }),
  })
  if (outcome.kind === 'refused') {
    throw new InvalidDocumentError(problemsText(outcome.problems, ''))
  }
  return outcome
}
