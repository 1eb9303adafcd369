import { expireCondition, listConditions, ownerExists } from '@pantau/store'
import type { Condition } from '@pantau/store'
import type { ConditionDeps } from './condition-deps.ts'
import { isoMilliseconds, parseIsoMilliseconds } from './iso-milliseconds.ts'
import type { NamedOwner } from './owner-form.ts'

export interface EndConditionRequest {
  readonly tenantId: string
  readonly changedBy: string
  readonly owner: NamedOwner
  readonly conditionId: string
  /** When it ends; now when absent. */
  readonly xprtnDtTm?: string
}

/** The answer's status and text. */
export interface EndConditionAnswer {
  readonly status: 200 | 400 | 404 | 405
  readonly text: string
}

const ENDED: EndConditionAnswer = { status: 200, text: '' }

/** Sets the end of a condition, once for all. A condition that has not begun yet can be ended too. @throws StoreUnavailableError */
export async function endCondition(
  deps: ConditionDeps,
  request: EndConditionRequest,
): Promise<EndConditionAnswer> {
  const nowMs = deps.nowMs()
  const { xprtnDtTm } = request
  const expiryMs = xprtnDtTm === undefined ? nowMs : parseIsoMilliseconds(xprtnDtTm)
  if (expiryMs === undefined) {
    return { status: 400, text: 'Expiration time date provided was invalid.' }
  }
  if (expiryMs < nowMs) {
    return { status: 400, text: 'Expiration time date provided was before the current time date.' }
  }
  const { tenantId, owner, conditionId, changedBy } = request
  const conditions = await listConditions(deps.pool, { tenantId, owner })
  const refusal = refusalOf(conditions, request, nowMs)
  if (refusal !== undefined) {
    return refusal
  }
  if (!(await ownerExists(deps.pool, tenantId, owner))) {
    return { status: 404, text: `${capitalised(owner.kind)} does not exist in the database.` }
  }
  const outcome = await expireCondition(deps.pool, {
    tenantId,
    conditionId,
    owner,
    expiryMs,
    nowMs,
    changedBy,
  })
  // When somebody else was faster, what is there now says why.
  return outcome === 'expired'
    ? ENDED
    : (refusalOf(await listConditions(deps.pool, { tenantId, owner }), request, nowMs) ?? ENDED)
}

function refusalOf(
  conditions: readonly Condition[],
  { owner, conditionId }: EndConditionRequest,
  nowMs: number,
): EndConditionAnswer | undefined {
  if (conditions.length === 0) {
    return { status: 404, text: 'No records were found in the database using the provided data.' }
  }
  if (conditions.every(({ expiryMs }) => expiryMs !== undefined && expiryMs <= nowMs)) {
    const text = `Active conditions do not exist for this particular ${owner.kind} in the database.`
    return { status: 404, text }
  }
  const condition = conditions.find((each) => each.conditionId === conditionId)
  if (condition === undefined) {
    return { status: 404, text: 'Condition does not exist in the database.' }
  }
  if (condition.expiryMs !== undefined) {
    const date = isoMilliseconds(condition.expiryMs)
    return {
      status: 405,
      text: `Update failed - condition ${conditionId} already contains an expiration date ${date}`,
    }
  }
  return undefined
}

export function capitalised(kind: NamedOwner['kind']): 'Entity' | 'Account' {
  return kind === 'entity' ? 'Entity' : 'Account'
}
