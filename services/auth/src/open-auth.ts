import { createTokenVerifier } from '@pantau/auth'
import type { TokenVerifier } from '@pantau/auth'
import type { Log } from '@pantau/service-runtime'
import type { FastifyInstance } from 'fastify'
import { createAuthServer } from './create-auth-server.ts'
import { createLogIn } from './log-in.ts'
import { LoginThrottle } from './login-throttle.ts'
import { parseUsers } from './parse-users.ts'
import { hashOfNobody } from './password-hash.ts'
import { parseSigningKeys } from './signing-keys.ts'
import type { SigningKeys } from './signing-keys.ts'
import { createTokenIssuer } from './token-issuer.ts'
import { WatchedFile } from './watched-file.ts'

const OWN_TOKENS_CACHED_MAX = 100

export interface AuthOptions {
  readonly privateKeyPath: string
  readonly usersPath: string
  readonly issuer: string
  readonly audience: string | undefined
  readonly tokenLifeMs: number
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds that never run backwards. */
  readonly monotonicNow: () => number
}

interface OwnKeys extends SigningKeys {
  /** Checks tokens of these keys. */
  readonly verifier: TokenVerifier
}

/** The login service on its files, which are read again when they change. @throws Error when one of them is not acceptable */
export async function openAuth(options: AuthOptions): Promise<FastifyInstance> {
  const { log, monotonicNow } = options
  const watched = { now: monotonicNow, log }
  const keys = await WatchedFile.open<OwnKeys>({
    ...watched,
    path: options.privateKeyPath,
    parse: async (text) => withVerifier(await parseSigningKeys(text), options),
  })
  const users = await WatchedFile.open({ ...watched, path: options.usersPath, parse: parseUsers })
  const throttle = new LoginThrottle({ isUser: (name) => users.latest.has(name), now: monotonicNow })
  return createAuthServer({
    logIn: createLogIn({
      findUser: async (name) => (await users.current()).get(name),
      throttle,
      nobody: hashOfNobody(),
    }),
    issueToken: createTokenIssuer(options),
    keys: () => keys.current(),
    users: () => users.current(),
    verify: async (header) => (await keys.current()).verifier.verify(header),
    log,
  })
}

function withVerifier(keys: SigningKeys, { issuer, audience, now, log }: AuthOptions): OwnKeys {
  const verifier = createTokenVerifier({
    source: {
      kind: 'publicKey',
      pem: keys.publicPem,
      issuer,
      ...(audience === undefined ? {} : { audience }),
    },
    clockToleranceSeconds: 0,
    cacheMax: OWN_TOKENS_CACHED_MAX,
    now,
    log,
  })
  return { ...keys, verifier }
}
