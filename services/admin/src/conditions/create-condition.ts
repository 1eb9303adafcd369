import { insertCondition, listConditions, ownerExists } from '@pantau/store'
import type { Condition, ConditionPerspective } from '@pantau/store'
import { checkNewCondition } from './check-new-condition.ts'
import { conditionsDocument, isActive } from './condition-document.ts'
import type { NewCondition } from './condition-schemas.ts'
import type { ConditionDeps } from './condition-deps.ts'
import type { NamedOwner } from './owner-form.ts'

export type CreateConditionOutcome =
  | { readonly kind: 'created'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly refusal: string }

export interface CreateConditionRequest {
  readonly tenantId: string
  readonly changedBy: string
  readonly owner: NamedOwner
  readonly body: NewCondition
}

const PERSPECTIVES: Readonly<Record<NewCondition['prsptv'], readonly ConditionPerspective[]>> = {
  debtor: ['debtor'],
  creditor: ['creditor'],
  both: ['debtor', 'creditor'],
}

/** Puts a condition into force. The answer shows it with the others of its owner that are active, itself last. @throws StoreUnavailableError */
export async function createCondition(
  { pool, nowMs, newId }: ConditionDeps,
  { tenantId, changedBy, owner, body }: CreateConditionRequest,
): Promise<CreateConditionOutcome> {
  const createdAtMs = nowMs()
  const times = checkNewCondition(body, createdAtMs)
  if ('refusal' in times) {
    return { kind: 'refused', refusal: times.refusal }
  }
  if (!body.forceCret && !(await ownerExists(pool, tenantId, owner))) {
    const refusal = `${owner.kind} was not found and we could not create one because forceCret is set to false`
    return { kind: 'refused', refusal }
  }
  const condition: Condition = {
    tenantId,
    conditionId: newId(),
    type: body.condTp,
    owner: { kind: owner.kind, id: owner.id },
    perspectives: PERSPECTIVES[body.prsptv],
    eventTypes: body.evtTp,
    ...times,
    reason: body.condRsn,
    user: body.usr,
    createdAtMs,
  }
  await insertCondition(pool, condition, {
    ownerDocument: { ...owner.document, forceCret: body.forceCret },
    createsOwner: body.forceCret,
    changedBy,
  })
  const others = (await listConditions(pool, { tenantId, owner })).filter(
    (other) => other.conditionId !== condition.conditionId && isActive(other, createdAtMs),
  )
  const message =
    others.length === 0
      ? 'New condition was saved successfully.'
      : `${others.length} conditions already exist for the ${owner.kind}`
  return {
    kind: 'created',
    document: { message, result: conditionsDocument(owner, [...others, condition]) },
  }
}
