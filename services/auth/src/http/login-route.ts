import type { FastifyInstance, FastifyReply } from 'fastify'
import type { LogIn } from '../log-in.ts'
import { LOCK_MS } from '../login-throttle.ts'
import type { SigningKeys } from '../signing-keys.ts'
import type { TokenIssuer } from '../token-issuer.ts'

export interface LoginRouteDeps {
  readonly logIn: LogIn
  readonly issueToken: TokenIssuer
  readonly keys: () => Promise<SigningKeys>
}

interface LoginBody {
  readonly username: string
  readonly password: string
}

const LOCK_SECONDS = LOCK_MS / 1_000
const BUSY_SECONDS = 1

const text = { type: 'string', minLength: 1, maxLength: 256 }

const BODY_SCHEMA = {
  type: 'object',
  properties: { username: text, password: text },
  required: ['username', 'password'],
}

/** `POST /v1/auth/login`: a user name and a password in, a token as plain text out. */
export function addLoginRoute(app: FastifyInstance, deps: LoginRouteDeps): void {
  app.post<{ Body: LoginBody }>(
    '/v1/auth/login',
    { schema: { body: BODY_SCHEMA } },
    async (request, reply) => {
      const { username, password } = request.body
      const outcome = await deps.logIn(username, password)
      switch (outcome.kind) {
        case 'known':
          return reply
            .type('text/plain; charset=utf-8')
            .header('cache-control', 'no-store')
            .send(await deps.issueToken(outcome.user, await deps.keys()))
        case 'refused':
          return reply.code(401).send({ message: 'The user name or the password is wrong.' })
        case 'locked':
          return answerLater(
            reply,
            LOCK_SECONDS,
            'Account temporarily locked due to too many failed login attempts. Please try again later.',
          )
        case 'busy':
          return answerLater(reply, BUSY_SECONDS, 'Too many logins at the same time. Please try again.')
      }
    },
  )
}

function answerLater(reply: FastifyReply, retryAfterSeconds: number, message: string): FastifyReply {
  return reply.code(429).header('retry-after', retryAfterSeconds).send({ message })
}
