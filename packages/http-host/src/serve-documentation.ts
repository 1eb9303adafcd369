import swagger from '@fastify/swagger'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

export const DOCUMENTATION_PATH = '/documentation'

/** Title, version and description. Its type also brings in what routes may say of themselves: `tags`, `summary`. */
export type ApiDescription = NonNullable<NonNullable<FastifyDynamicSwaggerOptions['openapi']>['info']>

/**
 * Describes every route that is added later, from the schemas that validate its requests (OpenAPI 3.1): for people at `/documentation`,
 * for programs at `/documentation/json` and `/documentation/yaml`.
 */
export async function serveDocumentation(app: FastifyInstance, api: ApiDescription): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { ...api },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
  })
  await app.register(swaggerUi, { routePrefix: DOCUMENTATION_PATH, staticCSP: true })
}
