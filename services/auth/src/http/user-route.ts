import type { FastifyInstance } from 'fastify'
import { UNAUTHORIZED_BODY, UnauthorizedError } from '@pantau/auth'
import type { Principal } from '@pantau/auth'
import type { User } from '../user.ts'

export interface UserRouteDeps {
  readonly users: () => Promise<ReadonlyMap<string, User>>
  /** @throws UnauthorizedError */
  readonly verify: (authorizationHeader: string | undefined) => Promise<Principal>
}

interface UserRoute {
  readonly Params: { readonly rolename: string }
  readonly Querystring: { readonly groupName?: unknown }
}

/** `GET /v1/auth/user/:rolename?groupName=`: the users of the caller's tenant who are in a group and have a privilege. */
export function addUserRoute(app: FastifyInstance, deps: UserRouteDeps): void {
  app.get<UserRoute>('/v1/auth/user/:rolename', async (request, reply) => {
    const { groupName } = request.query
    if (typeof groupName !== 'string' || groupName === '') {
      return reply.code(400).type('text/plain; charset=utf-8').send('groupName is required')
    }
    const caller = await callerOf(deps, request.headers.authorization)
    if (caller === undefined) {
      return reply.code(401).type('application/json; charset=utf-8').send(UNAUTHORIZED_BODY)
    }
    const users = await deps.users()
    return [...users.values()]
      .filter(({ tenantId }) => tenantId === caller.tenantId)
      .filter(
        ({ groups, privileges }) =>
          groups.includes(groupName) && privileges.includes(request.params.rolename),
      )
      .map(({ username, groups }) => ({ id: username, username, groups }))
  })
}

async function callerOf(deps: UserRouteDeps, header: string | undefined): Promise<Principal | undefined> {
  try {
    return await deps.verify(header)
  } catch (error) {
    if (error instanceof UnauthorizedError) {
      return undefined
    }
    throw error
  }
}
