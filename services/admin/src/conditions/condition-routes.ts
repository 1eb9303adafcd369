import type { FastifyInstance } from 'fastify'
import { errorBody, principalOf } from '@pantau/http-host'
import { listConditions, ownerExists } from '@pantau/store'
import { conditionsDocument, isActive } from './condition-document.ts'
import type { ConditionDeps } from './condition-deps.ts'
import { EndBodySchema } from './condition-schemas.ts'
import type { ConditionBody, EndBody, EndQuery, ListQuery } from './condition-schemas.ts'
import { createCondition } from './create-condition.ts'
import { capitalised, endCondition } from './end-condition.ts'
import { accountForm, entityForm } from './owner-form.ts'
import type { OwnerForm } from './owner-form.ts'

const PREFIX = '/v1/admin/event-flow-control'
const TAGS = ['event-flow conditions']
const TEXT = 'text/plain; charset=utf-8'

/** Conditions that block payments of persons and accounts, or let them pass. */
export function addConditionRoutes(app: FastifyInstance, deps: ConditionDeps): void {
  for (const form of [entityForm, accountForm]) {
    addCreation(app, form, deps)
    addList(app, form, deps)
    addEnd(app, form, deps)
  }
  // Conditions are read with every payment from where they are written, so that there is no copy to rebuild.
  const summary = 'Does nothing: no copy of the conditions has to be kept up to date'
  app.put(`${PREFIX}/cache`, { schema: { tags: TAGS, summary } }, async (_request, reply) =>
    reply.code(204).send(),
  )
}

function addCreation(app: FastifyInstance, form: OwnerForm, deps: ConditionDeps): void {
  const summary = `Put a condition on an ${form.kind} into force`
  app.post<{ Body: ConditionBody }>(
    `${PREFIX}/${form.kind}`,
    { schema: { tags: TAGS, summary, body: form.bodySchema } },
    async (request, reply) => {
      const { tenantId, subject } = principalOf(request)
      const { body } = request
      const owner = form.ownerOfBody(body)
      const outcome = await createCondition(deps, { tenantId, changedBy: subject, owner, body })
      return outcome.kind === 'created'
        ? outcome.document
        : reply.code(500).send(errorBody(500, undefined, `Error: ${outcome.refusal}`))
    },
  )
}

function addList(app: FastifyInstance, form: OwnerForm, { pool, nowMs }: ConditionDeps): void {
  const summary = `The conditions on an ${form.kind}`
  app.get<{ Querystring: ListQuery }>(
    `${PREFIX}/${form.kind}`,
    { schema: { tags: TAGS, summary, querystring: form.listSchema } },
    async (request, reply) => {
      const { tenantId } = principalOf(request)
      const owner = form.ownerOfQuery(request.query)
      if (!(await ownerExists(pool, tenantId, owner))) {
        const text = `${capitalised(form.kind)} does not exist in the database`
        return reply.code(404).type(TEXT).send(text)
      }
      const all = await listConditions(pool, { tenantId, owner })
      const atMs = nowMs()
      const isOnlyActive = request.query.activeonly === 'yes'
      const conditions = isOnlyActive ? all.filter((condition) => isActive(condition, atMs)) : all
      return conditions.length === 0 ? reply.code(204).send() : conditionsDocument(owner, conditions)
    },
  )
}

function addEnd(app: FastifyInstance, form: OwnerForm, deps: ConditionDeps): void {
  const summary = `Set the end of a condition on an ${form.kind}, once for all`
  app.put<{ Querystring: EndQuery; Body: EndBody }>(
    `${PREFIX}/${form.kind}`,
    { schema: { tags: TAGS, summary, querystring: form.endSchema, body: EndBodySchema } },
    async (request, reply) => {
      const { tenantId, subject } = principalOf(request)
      const xprtnDtTm = request.body?.xprtnDtTm
      const { status, text } = await endCondition(deps, {
        tenantId,
        changedBy: subject,
        owner: form.ownerOfQuery(request.query),
        conditionId: request.query.condid,
        ...(xprtnDtTm === undefined ? {} : { xprtnDtTm }),
      })
      return reply.code(status).type(TEXT).send(text)
    },
  )
}
