import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { openAdmin } from './open-admin.ts'
import type { AdminAnswer, OpenAdmin } from './open-admin.ts'

export const MINUTE_MS = 60_000
const NOW_MS = Date.UTC(2026, 7, 2, 9, 59, 30, 102)
export const NOW = '2026-08-02T09:59:30.102Z'

export const KINDS = ['entity', 'account'] as const
type Kind = (typeof KINDS)[number]

/** The time so many milliseconds after the bench's beginning. */
export function at(offsetMs: number): string {
  return new Date(NOW_MS + offsetMs).toISOString()
}

export interface Conditions {
  readonly conditions: readonly { readonly condId: string }[]
}

/** Conditions on one owner, over HTTP, at a time that stands still. */
export class ConditionBench {
  readonly admin: OpenAdmin
  readonly #clock: { nowMs: number }
  /** Whom the conditions are on: somebody new in every test. */
  id = ''

  private constructor(admin: OpenAdmin, clock: { nowMs: number }) {
    this.admin = admin
    this.#clock = clock
  }

  static async open(): Promise<ConditionBench> {
    const clock = { nowMs: NOW_MS }
    return new ConditionBench(await openAdmin({ nowMs: () => clock.nowMs }), clock)
  }

  startOver(): void {
    this.id = randomUUID()
    this.#clock.nowMs = NOW_MS
  }

  advance(milliseconds: number): void {
    this.#clock.nowMs += milliseconds
  }

  ownerOf(kind: Kind): Readonly<Record<string, unknown>> {
    const owner = { id: this.id, schmeNm: { prtry: 'BBAN' } }
    return kind === 'entity'
      ? { ntty: owner }
      : { acct: { ...owner, agt: { finInstnId: { clrSysMmbId: { mmbId: 'NORTHB01' } } } } }
  }

  query(kind: Kind, rest = ''): string {
    const agent = kind === 'account' ? '&agt=NORTHB01' : ''
    return `/v1/admin/event-flow-control/${kind}?id=${this.id}&schmenm=BBAN${agent}${rest}`
  }

  create(kind: Kind, changes: object = {}): Promise<AdminAnswer> {
    const body = {
      evtTp: ['pacs.002.001.12'],
      condTp: 'overridable-block',
      prsptv: 'debtor',
      condRsn: 'court order 88/26',
      ...this.ownerOf(kind),
      forceCret: true,
      usr: 'ops.lead',
      ...changes,
    }
    return this.admin.call({ method: 'POST', url: `/v1/admin/event-flow-control/${kind}`, body })
  }

  /** Creates a condition and answers with its id. */
  async created(kind: Kind, changes: object = {}): Promise<string> {
    const { status, body } = await this.create(kind, changes)
    expect(status).toBe(200)
    const { conditions } = (body as { readonly result: Conditions }).result
    return conditions.at(-1)?.condId ?? ''
  }

  /** The ids of the conditions, or the status when there are none. */
  async listed(kind: Kind, rest = ''): Promise<readonly string[]> {
    const { status, body } = await this.admin.call({ url: this.query(kind, rest) })
    return status === 200 ? (body as Conditions).conditions.map(({ condId }) => condId) : [String(status)]
  }

  end(kind: Kind, condId: string, body?: object): Promise<AdminAnswer> {
    const url = this.query(kind, `&condid=${condId}`)
    return this.admin.call({ method: 'PUT', url, ...(body === undefined ? {} : { body }) })
  }
}
