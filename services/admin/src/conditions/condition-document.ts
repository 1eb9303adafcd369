import type { Condition, ConditionPerspective } from '@pantau/store'
import { isoMilliseconds } from './iso-milliseconds.ts'
import type { NamedOwner } from './owner-form.ts'

/** Conditions of one owner as Tazama 4.0 answers them. A condition without an end has no `xprtnDtTm`. */
export function conditionsDocument(
  owner: NamedOwner,
  conditions: readonly Condition[],
): Readonly<Record<string, unknown>> {
  return { ...owner.document, conditions: conditions.map(conditionDocument) }
}

/** Whether a condition has begun and not ended yet. */
export function isActive({ inceptionMs, expiryMs }: Condition, nowMs: number): boolean {
  return inceptionMs <= nowMs && (expiryMs === undefined || expiryMs > nowMs)
}

function conditionDocument(condition: Condition): Readonly<Record<string, unknown>> {
  const times = {
    incptnDtTm: isoMilliseconds(condition.inceptionMs),
    ...(condition.expiryMs === undefined ? {} : { xprtnDtTm: isoMilliseconds(condition.expiryMs) }),
  }
  return {
    condId: condition.conditionId,
    condTp: condition.type,
    ...times,
    condRsn: condition.reason,
    usr: condition.user,
    creDtTm: isoMilliseconds(condition.createdAtMs),
    tenantId: condition.tenantId,
    prsptvs: condition.perspectives.map((perspective) => ({
      prsptv: perspectiveName(condition.owner.kind, perspective),
      evtTp: condition.eventTypes,
      ...times,
    })),
  }
}

function perspectiveName(kind: NamedOwner['kind'], perspective: ConditionPerspective): string {
  return kind === 'entity' ? `governed_as_${perspective}_by` : `governed_as_${perspective}_account_by`
}
