import type { PlannedRule } from '@pantau/evaluation'

/** A rule that had to be given up this often within a minute is not run for the next one. */
export const STRIKES_MAX = 3
export const SUSPENSION_MS = 60_000

/** A rule as one configuration set binds it: another tenant's parameters may be harmless. */
export interface ConfiguredRule extends Pick<PlannedRule, 'ruleId' | 'cfg'> {
  readonly configDigest: string
}

interface Record {
  readonly strikesMs: readonly number[]
  readonly suspendedUntilMs?: number
}

/**
 * Remembers the rules that keep having to be given up. Each time costs several time budgets and perhaps a thread, so a rule that never
 * ends would stop all payments; suspended, it only sends those that it would have judged to review. When its time is over it is run
 * again; within another minute, a single strike suspends it again.
 */
export class SuspendedRules {
  readonly #nowMs: () => number
  readonly #records = new Map<string, Record>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Notes that a rule had to be given up. Answers whether the rule is suspended now. */
  strike(rule: ConfiguredRule): boolean {
    const nowMs = this.#nowMs()
    this.#forget(nowMs)
    const key = suspensionKey(rule)
    const record = this.#records.get(key)
    const recent = (record?.strikesMs ?? []).filter((strikeMs) => nowMs - strikeMs <= SUSPENSION_MS)
    const strikesMs = [...recent, nowMs]
    const isSuspended = strikesMs.length >= STRIKES_MAX || record?.suspendedUntilMs !== undefined
    this.#records.set(
      key,
      isSuspended ? { strikesMs, suspendedUntilMs: nowMs + SUSPENSION_MS } : { strikesMs },
    )
    return isSuspended
  }

  /** The `suspensionKey`s of the rules that are not to be run now. */
  keys(): ReadonlySet<string> {
    const nowMs = this.#nowMs()
    const keys = new Set<string>()
    for (const [key, { suspendedUntilMs }] of this.#records) {
      if (suspendedUntilMs !== undefined && nowMs < suspendedUntilMs) {
        keys.add(key)
      }
    }
    return keys
  }

  #forget(nowMs: number): void {
    for (const [key, { strikesMs }] of this.#records) {
      const lastMs = strikesMs.at(-1) ?? 0
      if (nowMs - lastMs > 2 * SUSPENSION_MS) {
        this.#records.delete(key)
      }
    }
  }
}

/** Distinct for distinct rules. */
export function suspensionKey(rule: ConfiguredRule): string {
  return JSON.stringify([rule.configDigest, rule.ruleId, rule.cfg])
}
