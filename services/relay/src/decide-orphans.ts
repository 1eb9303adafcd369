import type { EvaluationHeader, Tracer } from '@pantau/contracts'
import { ERROR_OUTCOME, scoreTypologies } from '@pantau/evaluation'
import type { Plan, RuleResult } from '@pantau/evaluation'
import { durationInWords } from '@pantau/rule-kit'
import { adjudicate } from '@pantau/stage-host'
import type {
  ActiveConfigurations,
  EvaluationItem,
  EvaluationWriter,
  ExpiredStatus,
  Reconciliation,
} from '@pantau/store'

/** Status reports decided in one round. */
export const ORPHANS_MAX = 500

export interface OrphanDeps {
  readonly store: Pick<Reconciliation, 'findExpiredParked'>
  readonly writer: EvaluationWriter
  readonly configurations: ActiveConfigurations
  /** How long a status report may wait for its credit transfer. */
  readonly afterMs: number
  readonly nowMs: () => number
  readonly tracer?: Tracer | undefined
  /** Told of a tenant whose active configuration this process cannot use; its status reports stay parked. */
  onUnusable(tenantId: string, error: unknown): void
}

/** No rule is run, so nothing is measured. */
const STILL = { nowNs: () => 0 }

/**
 * Decides status reports that have waited too long for their credit transfer: no rule could tell anything, so each goes to review, with
 * that reason. A message is decided once: when the credit transfer comes after all, the payment counts, and the decision stays.
 * Resolves with the number of decisions.
 *
 * @throws StoreUnavailableError
 */
export async function decideOrphans(deps: OrphanDeps): Promise<number> {
  const findPlan = createPlanFinder(deps)
  const undecidable = new Set<string>()
  let decided = 0
  for (;;) {
    const expired = await deps.store.findExpiredParked({
      olderThanMs: deps.afterMs,
      limit: ORPHANS_MAX,
      excludeTenantIds: [...undecidable],
    })
    const known = undecidable.size
    const items = expired.flatMap((status): readonly EvaluationItem[] => {
      const found = findPlan(status)
      if (found === undefined) {
        undecidable.add(status.key.tenantId)
        return []
      }
      return [decideOrphan(status, found, deps)]
    })
    const startedAtMs = deps.tracer?.nowMs()
    const results = items.length === 0 ? [] : await deps.writer.write(items)
    if (deps.tracer !== undefined && startedAtMs !== undefined) {
      showOrphans(items, startedAtMs, deps.tracer)
    }
    decided += results.filter((result) => result === 'written').length
    // Those of a tenant without a plan must not keep the others from being found.
    if (expired.length < ORPHANS_MAX || undecidable.size === known) {
      return decided
    }
  }
}

/** Each of those that are traced shows that it was decided without its credit transfer. */
function showOrphans(items: readonly EvaluationItem[], startedAtMs: number, tracer: Tracer): void {
  for (const { record } of items) {
    const span = tracer.follow(record.header.traceParent, 'decide without credit transfer', { startedAtMs })
    span?.set({ 'pantau.evaluation.id': record.evaluationId, 'pantau.evaluation.status': record.status })
    span?.end()
  }
}

interface FoundPlan {
  readonly digest: string
  readonly plan: Plan
}

/** What a status report would be evaluated under if it were accepted now; each tenant is asked for once. */
function createPlanFinder({ configurations, onUnusable }: OrphanDeps) {
  const found = new Map<string, FoundPlan | undefined>()
  return ({ key: { tenantId, transactionType } }: ExpiredStatus): FoundPlan | undefined => {
    if (!found.has(tenantId)) {
      found.set(tenantId, find(tenantId, transactionType))
    }
    return found.get(tenantId)
  }

  function find(tenantId: string, transactionType: Plan['transactionType']): FoundPlan | undefined {
    try {
      const active = configurations.active(tenantId)
      const plan = active?.compiled.planFor(transactionType)
      return active === undefined || plan === undefined ? undefined : { digest: active.digest, plan }
    } catch (error) {
      onUnusable(tenantId, error)
      return undefined
    }
  }
}

function decideOrphan(status: ExpiredStatus, { digest, plan }: FoundPlan, deps: OrphanDeps): EvaluationItem {
  const header: EvaluationHeader = {
    ...status.key,
    acceptedAtMs: status.acceptedAtMs,
    configDigest: digest,
    dataPreparationNs: 0,
    eventDirectorNs: 0,
    ...(status.traceParent === undefined ? {} : { traceParent: status.traceParent }),
  }
  const reason = `No credit transfer arrived within ${durationInWords(deps.afterMs)}`
  const ruleResults = plan.rules.map(({ ruleId, cfg }): RuleResult => ({
    ruleId,
    cfg,
    outcome: ERROR_OUTCOME,
    value: 0,
    reason,
    durationNs: 0,
  }))
  return adjudicate(
    { header, ruleResults, typologyResults: scoreTypologies(plan, ruleResults, STILL) },
    plan,
    { evaluatedAtMs: deps.nowMs(), adjudicationNs: 0 },
    { alertsOnly: true },
  )
}
