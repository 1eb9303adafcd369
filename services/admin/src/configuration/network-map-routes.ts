import type { FastifyInstance, FastifyReply } from 'fastify'
import { checkNetworkMapAlone } from '@pantau/evaluation'
import type { CheckedConfiguration } from '@pantau/evaluation'
import { answerCoded, principalOf } from '@pantau/http-host'
import { deleteConfiguration, readConfiguration, saveNetworkMap } from '@pantau/store'
import type { ConfigurationChange, SaveMapOutcome } from '@pantau/store'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { answerList } from './answer-list.ts'
import { changeOf } from './change-of.ts'
import { checkBeforeActivation } from './check-before-activation.ts'
import type { ConfigurationDeps } from './configuration-deps.ts'
import { createDocumentValidator } from './create-document-validator.ts'
import { KeyText, MapDocumentSchema } from './document-schemas.ts'
import type { MapBody } from './document-schemas.ts'
import { InvalidDocumentError } from './invalid-document-error.ts'
import { MapListSchema } from './list-query.ts'
import type { ListParameters } from './list-query.ts'
import { checkKey, NOT_FOUND } from './part-routes.ts'
import { problemsText } from './problems-text.ts'
import { validatorCompiler } from './validator-compiler.ts'

export const MAP_PREFIX = '/v1/admin/configuration/network_map'
export const MAP_TAGS = ['configuration: network_map']

export const MapKeySchema = Type.Object({ cfg: KeyText })
export type MapKey = Static<typeof MapKeySchema>

/** Network maps. One that is saved as active becomes so at once, and one that was active and no longer says so goes out of force. */
export function addNetworkMapRoutes(app: FastifyInstance, deps: ConfigurationDeps): void {
  const kind = 'network_map'
  const { pool, nowMs } = deps
  app.get<{ Querystring: ListParameters }>(
    MAP_PREFIX,
    { schema: { tags: MAP_TAGS, summary: 'List', querystring: MapListSchema } },
    (request) => answerList(pool, kind, request),
  )
  app.get<{ Params: MapKey }>(
    `${MAP_PREFIX}/:cfg`,
    { schema: { tags: MAP_TAGS, summary: 'Read', params: MapKeySchema } },
    async (request, reply) => {
      const { tenantId } = principalOf(request)
      const found = await readConfiguration(pool, tenantId, { kind, ...request.params })
      return found ?? reply.code(404).send(NOT_FOUND)
    },
  )
  app.delete<{ Params: MapKey }>(
    `${MAP_PREFIX}/:cfg`,
    { schema: { tags: MAP_TAGS, summary: 'Delete', params: MapKeySchema } },
    async (request, reply) => {
      const change = changeOf(request, nowMs)
      const isDeleted = await deleteConfiguration(pool, { kind, ...request.params }, change)
      return isDeleted ? { success: true } : reply.code(404).send(NOT_FOUND)
    },
  )
  addSaving(app, deps)
}

function addSaving(app: FastifyInstance, deps: ConfigurationDeps): void {
  const compiler = validatorCompiler(createDocumentValidator(MapDocumentSchema, { batch: false }))
  app.post<{ Body: MapBody }>(
    MAP_PREFIX,
    {
      schema: { tags: MAP_TAGS, summary: 'Create', body: MapDocumentSchema },
      validatorCompiler: compiler,
    },
    async (request, reply) => {
      const outcome = await save(deps, 'create', request.body, changeOf(request, deps.nowMs))
      return answerSaved(reply, 201, outcome)
    },
  )
  app.put<{ Params: MapKey; Body: MapBody }>(
    `${MAP_PREFIX}/:cfg`,
    {
      schema: { tags: MAP_TAGS, summary: 'Replace', params: MapKeySchema, body: MapDocumentSchema },
      validatorCompiler: compiler,
    },
    async (request, reply) => {
      checkKey(request.params, request.body)
      const outcome = await save(deps, 'replace', request.body, changeOf(request, deps.nowMs))
      return answerSaved(reply, 200, outcome)
    },
  )
}

function save(
  deps: ConfigurationDeps,
  action: 'create' | 'replace',
  map: MapBody,
  change: ConfigurationChange,
): Promise<SaveMapOutcome> {
  const problems = checkNetworkMapAlone(map, '')
  if (problems.length > 0) {
    throw new InvalidDocumentError(problemsText(problems, 'body'))
  }
  const compile = (candidate: unknown): CheckedConfiguration => checkBeforeActivation(candidate, deps)
  return saveNetworkMap(deps.pool, { ...change, action, map, compile })
}

function answerSaved(reply: FastifyReply, status: 200 | 201, outcome: SaveMapOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'saved':
      return reply.code(status).send(outcome.document)
    case 'exists':
      return answerCoded(reply, 'PANTAU_CONFIGURATION_EXISTS')
    case 'another-active':
      return answerCoded(reply, 'PANTAU_ANOTHER_MAP_ACTIVE')
    case 'unknown':
      return reply.code(404).send(NOT_FOUND)
    case 'refused':
      throw new InvalidDocumentError(problemsText(outcome.problems, ''))
  }
}
