import type { FastifyInstance } from 'fastify'
import { InvalidRequestError } from '@pantau/http-host'
import { findUnstorableText } from '@pantau/iso20022'

/** Refuses text that PostgreSQL cannot hold, wherever in a request it is, before anything else looks at the request. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const parts = { params: request.params, querystring: request.query, body: request.body }
    for (const [part, value] of Object.entries(parts)) {
      const problem = findUnstorableText(value)
      if (problem !== undefined) {
        throw new InvalidRequestError(problem, part)
      }
    }
  })
}
