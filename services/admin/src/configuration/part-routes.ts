import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ConfigurationProblem } from '@pantau/evaluation'
import { answerCoded, principalOf } from '@pantau/http-host'
import { createParts, deleteConfiguration, readConfiguration, replacePart } from '@pantau/store'
import type { PartDocument, PartKind } from '@pantau/store'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { answerList } from './answer-list.ts'
import { changeOf } from './change-of.ts'
import type { ConfigurationDeps } from './configuration-deps.ts'
import { batchSchema, createDocumentValidator } from './create-document-validator.ts'
import { KeyText } from './document-schemas.ts'
import { InvalidDocumentError } from './invalid-document-error.ts'
import { PartListSchema } from './list-query.ts'
import type { ListParameters } from './list-query.ts'
import { problemsText } from './problems-text.ts'
import { validatorCompiler } from './validator-compiler.ts'

/** What differs between rules and typologies. */
export interface PartForm<Document extends PartDocument> {
  readonly kind: PartKind
  readonly documentSchema: object
  /** What is wrong with a document that has its form, as far as that can be known without others. */
  check(document: Document): readonly ConfigurationProblem[]
}

const KeySchema = Type.Object({ id: KeyText, cfg: KeyText })
type Key = Static<typeof KeySchema>

export const NOT_FOUND = { message: 'Not found' }

/** Rule or typology configurations. Saving them changes nothing of what is active until a network map is activated. */
export function addPartRoutes<Document extends PartDocument>(
  app: FastifyInstance,
  form: PartForm<Document>,
  deps: ConfigurationDeps,
): void {
  const { kind } = form
  const prefix = `/v1/admin/configuration/${kind}`
  const tags = [`configuration: ${kind}`]
  app.get<{ Querystring: ListParameters }>(
    prefix,
    { schema: { tags, summary: 'List', querystring: PartListSchema } },
    (request) => answerList(deps.pool, kind, request),
  )
  app.get<{ Params: Key }>(
    `${prefix}/:id/:cfg`,
    { schema: { tags, summary: 'Read', params: KeySchema } },
    async (request, reply) => {
      const { tenantId } = principalOf(request)
      const found = await readConfiguration(deps.pool, tenantId, { kind, ...request.params })
      return found ?? reply.code(404).send(NOT_FOUND)
    },
  )
  app.delete<{ Params: Key }>(
    `${prefix}/:id/:cfg`,
    { schema: { tags, summary: 'Delete', params: KeySchema } },
    async (request, reply) => {
      const change = changeOf(request, deps.nowMs)
      const isDeleted = await deleteConfiguration(deps.pool, { kind, ...request.params }, change)
      return isDeleted ? { success: true } : reply.code(404).send(NOT_FOUND)
    },
  )
  addSaving(app, form, deps)
}

function addSaving<Document extends PartDocument>(
  app: FastifyInstance,
  { kind, documentSchema, check }: PartForm<Document>,
  { pool, nowMs }: ConfigurationDeps,
): void {
  const prefix = `/v1/admin/configuration/${kind}`
  const tags = [`configuration: ${kind}`]
  app.post(
    prefix,
    {
      schema: { tags, summary: 'Create one, or all of a list', body: batchSchema(documentSchema) },
      validatorCompiler: validatorCompiler(createDocumentValidator(documentSchema, { batch: true })),
    },
    async (request, reply) => {
      // The validator of the route has just given it this form.
      const body = request.body as Document | readonly Document[]
      const documents = isList(body) ? body : [body]
      checkAll(documents, check, isList(body))
      const outcome = await createParts(pool, kind, documents, changeOf(request, nowMs))
      if (outcome.kind === 'exists') {
        return answerCoded(reply, 'PANTAU_CONFIGURATION_EXISTS')
      }
      return reply.code(201).send(isList(body) ? outcome.documents : outcome.documents[0])
    },
  )
  app.put<{ Params: Key }>(
    `${prefix}/:id/:cfg`,
    {
      schema: { tags, summary: 'Replace', params: KeySchema, body: documentSchema },
      validatorCompiler: validatorCompiler(createDocumentValidator(documentSchema, { batch: false })),
    },
    async (request, reply: FastifyReply) => {
      // The validator of the route has just given it this form.
      const document = request.body as Document
      checkKey(request.params, document)
      checkAll([document], check, false)
      const replaced = await replacePart(pool, kind, document, changeOf(request, nowMs))
      return replaced ?? reply.code(404).send(NOT_FOUND)
    },
  )
}

/** @throws InvalidDocumentError with every problem of every document */
function checkAll<Document>(
  documents: readonly Document[],
  check: (document: Document) => readonly ConfigurationProblem[],
  isBatch: boolean,
): void {
  const texts = documents
    .map((document, index) => problemsText(check(document), isBatch ? `item[${index}]: ` : 'body'))
    .filter((text) => text !== '')
  if (texts.length > 0) {
    throw new InvalidDocumentError(texts.join('; '))
  }
}

/** @throws InvalidDocumentError when the document says another key than the path: replacing renames nothing */
export function checkKey(params: object, document: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(params)) {
    if (document[name] !== value) {
      throw new InvalidDocumentError(`body/${name} must be the ${name} in the path`)
    }
  }
}

function isList<Document>(body: Document | readonly Document[]): body is readonly Document[] {
  return Array.isArray(body)
}
