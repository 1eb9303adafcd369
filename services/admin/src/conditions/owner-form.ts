import { InvalidRequestError } from '@pantau/http-host'
import { IDENTIFIER_SIZE_MAX_BYTES } from '@pantau/iso20022'
import type { ConditionOwner } from '@pantau/store'
import {
  AccountConditionSchema,
  AccountEndSchema,
  AccountListSchema,
  EntityConditionSchema,
  EntityEndSchema,
  EntityListSchema,
} from './condition-schemas.ts'
import type { ConditionBody, OwnerQuery } from './condition-schemas.ts'

/** Whom conditions govern, as requests and answers name it. */
export interface NamedOwner extends ConditionOwner {
  /** `{ntty: …}` or `{acct: …}`. */
  readonly document: Readonly<Record<string, unknown>>
}

/** What differs between the conditions of persons and those of accounts. */
export interface OwnerForm {
  readonly kind: ConditionOwner['kind']
  readonly bodySchema: object
  readonly listSchema: object
  readonly endSchema: object
  ownerOfBody(body: ConditionBody): NamedOwner
  ownerOfQuery(query: OwnerQuery): NamedOwner
}

export const entityForm: OwnerForm = {
  kind: 'entity',
  bodySchema: EntityConditionSchema,
  listSchema: EntityListSchema,
  endSchema: EntityEndSchema,
  ownerOfBody: (body) => {
    const { id, schmeNm } = required(body.ntty)
    return entityOwner(id, schmeNm.prtry)
  },
  ownerOfQuery: ({ id, schmenm }) => entityOwner(id, schmenm),
}

export const accountForm: OwnerForm = {
  kind: 'account',
  bodySchema: AccountConditionSchema,
  listSchema: AccountListSchema,
  endSchema: AccountEndSchema,
  ownerOfBody: (body) => {
    const { id, schmeNm, agt } = required(body.acct)
    return accountOwner(id, schmeNm.prtry, agt.finInstnId.clrSysMmbId.mmbId)
  },
  ownerOfQuery: ({ id, schmenm, agt }) => accountOwner(id, schmenm, required(agt)),
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) {
    throw new TypeError('The schema of the route requires an owner')
  }
  return value
}

/** Identity strings are joined as they are from payment messages, or a condition would find no payment. */
function entityOwner(id: string, scheme: string): NamedOwner {
  return {
    kind: 'entity',
    id: boundedIdentity(id + scheme),
    document: { ntty: { id, schmeNm: { prtry: scheme } } },
  }
}

function accountOwner(id: string, scheme: string, member: string): NamedOwner {
  return {
    kind: 'account',
    id: boundedIdentity(id + scheme + member),
    document: {
      acct: { id, schmeNm: { prtry: scheme }, agt: { finInstnId: { clrSysMmbId: { mmbId: member } } } },
    },
  }
}

/** No payment names anybody with a longer identity. @throws InvalidRequestError */
function boundedIdentity(identity: string): string {
  if (Buffer.byteLength(identity) > IDENTIFIER_SIZE_MAX_BYTES) {
    throw new InvalidRequestError(
      { path: '/id', expected: `must be at most ${IDENTIFIER_SIZE_MAX_BYTES} bytes long, with its scheme` },
      'identity',
    )
  }
  return identity
}
