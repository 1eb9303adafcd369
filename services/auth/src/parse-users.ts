import { TENANT_ID } from '@pantau/auth'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { parsePasswordHash } from './password-hash.ts'
import type { User } from './user.ts'

/** The users file cannot be used. Holds every problem; never a password or its hash. */
export class UsersFileError extends Error {
  override readonly name = 'UsersFileError'

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(`The users file is not acceptable: ${problems.join('; ')}`, options)
  }
}

const USERS_MAX = 10_000
const PROBLEMS_MAX = 20

const Name = Type.String({ minLength: 1, maxLength: 256 })
const Names = Type.Array(Name, { maxItems: 1_000 })
const closed = { additionalProperties: false }

const UserEntry = Type.Object(
  {
    username: Name,
    passwordHash: Type.String(),
    tenantId: Type.String(),
    groups: Type.Optional(Names),
    claims: Type.Optional(Names),
  },
  closed,
)

const UsersFile = Type.Object(
  {
    /** What the members of a group may do. */
    groups: Type.Record(Name, Names),
    users: Type.Array(UserEntry, { maxItems: USERS_MAX }),
  },
  closed,
)

const usersFile = Compile(UsersFile)

/** The users by name. @throws UsersFileError with all problems at once */
export function parseUsers(text: string): ReadonlyMap<string, User> {
  const file = parseFile(text)
  const problems: string[] = []
  const users = new Map<string, User>()
  file.users.forEach((entry, index) => {
    const place = `/users/${index}`
    const passwordHash = parsePasswordHash(entry.passwordHash)
    problems.push(...problemsOf(entry, file.groups).map((problem) => `${place}${problem}`))
    if (users.has(entry.username)) {
      problems.push(`${place}/username is there twice`)
    }
    if (passwordHash === undefined) {
      problems.push(`${place}/passwordHash is no hash that this program has made`)
      return
    }
    const { username, tenantId, groups = [], claims = [] } = entry
    const privileges = new Set([...claims, ...groups.flatMap((group) => file.groups[group] ?? [])])
    users.set(username, { username, passwordHash, tenantId, groups, privileges: [...privileges] })
  })
  if (problems.length > 0) {
    throw new UsersFileError(problems.slice(0, PROBLEMS_MAX))
  }
  return users
}

function parseFile(text: string): Static<typeof UsersFile> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    // What the parser says quotes the file.
    throw new UsersFileError(['it is no JSON'])
  }
  if (!usersFile.Check(document)) {
    const problems = [...usersFile.Errors(document)].map(
      ({ instancePath, message }) => `${instancePath === '' ? '/' : instancePath} ${message}`,
    )
    throw new UsersFileError(problems.slice(0, PROBLEMS_MAX))
  }
  return document
}

function problemsOf(
  entry: Static<typeof UserEntry>,
  groups: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const unknown = (entry.groups ?? []).filter((group) => !Object.hasOwn(groups, group))
  return [
    ...unknown.map((group) => `/groups names ${group}, which is no group of this file`),
    ...(TENANT_ID.test(entry.tenantId) ? [] : ['/tenantId is no name of a tenant']),
  ]
}
