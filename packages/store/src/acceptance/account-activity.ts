import type { AttemptWrite } from './batch-writes.ts'

/** What the attempts of one batch add to one account. */
export interface AccountActivity {
  readonly tenantId: string
  readonly accountId: string
  readonly firstMs: number
  readonly lastMs: number
  readonly sent: number
  readonly received: number
  /** The most that an attempt was dated after its acceptance; 0 where none was. */
  readonly clockLeadMs: number
}

/** Sums a batch's attempts by account: a statement may touch each row only once. Pure. */
export function sumAccountActivity(attempts: readonly AttemptWrite[]): readonly AccountActivity[] {
  const activities = new Map<string, AccountActivity>()
  for (const { tenantId, instruction, firstStatus } of attempts) {
    const { occurredAtMs, acceptedAtMs } = firstStatus
    const clockLeadMs = Math.max(0, occurredAtMs - acceptedAtMs)
    const common = { tenantId, firstMs: occurredAtMs, lastMs: occurredAtMs, clockLeadMs }
    add(activities, { ...common, accountId: instruction.debtor.accountId, sent: 1, received: 0 })
    add(activities, { ...common, accountId: instruction.creditor.accountId, sent: 0, received: 1 })
  }
  return [...activities.values()]
}

function add(activities: Map<string, AccountActivity>, activity: AccountActivity): void {
  const key = `${activity.tenantId}\u0000${activity.accountId}`
  const known = activities.get(key)
  activities.set(key, known === undefined ? activity : merge(known, activity))
}

function merge(left: AccountActivity, right: AccountActivity): AccountActivity {
  return {
    tenantId: left.tenantId,
    accountId: left.accountId,
    firstMs: Math.min(left.firstMs, right.firstMs),
    lastMs: Math.max(left.lastMs, right.lastMs),
    sent: left.sent + right.sent,
    received: left.received + right.received,
    clockLeadMs: Math.max(left.clockLeadMs, right.clockLeadMs),
  }
}
