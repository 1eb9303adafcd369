import type { FastifyError, FastifyInstance } from 'fastify'
import { checkRuleConfiguration, checkTypologyConfiguration } from '@pantau/evaluation'
import { addActivationRoutes } from './activation-routes.ts'
import type { ConfigurationDeps } from './configuration-deps.ts'
import { RuleDocumentSchema, TypologyDocumentSchema } from './document-schemas.ts'
import type { RuleBody, TypologyBody } from './document-schemas.ts'
import { addNetworkMapRoutes } from './network-map-routes.ts'
import { addPartRoutes } from './part-routes.ts'

/** Configuration: network maps, rules, typologies, and what of them is in force. A refused request gets `{"message":…}` and no more. */
export async function addConfigurationRoutes(app: FastifyInstance, deps: ConfigurationDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler<FastifyError>((error, _request, reply) => {
      if (error.statusCode === 400) {
        return reply.code(400).send({ message: error.message })
      }
      // To the error handler that all routes have.
      throw error
    })
    addNetworkMapRoutes(scope, deps)
    addActivationRoutes(scope, deps)
    addPartRoutes<RuleBody>(
      scope,
      {
        kind: 'rule',
        documentSchema: RuleDocumentSchema,
        check: (document) => checkRuleConfiguration(document, deps.registry),
      },
      deps,
    )
    addPartRoutes<TypologyBody>(
      scope,
      { kind: 'typology', documentSchema: TypologyDocumentSchema, check: checkTypologyConfiguration },
      deps,
    )
  })
}
