import type { Clock } from '@pantau/stream'
import type { Admission, Decision } from '../admission/admission.ts'

/** A line waits so long for its place; the body is not read on meanwhile, which slows its sender down. */
const LINE_WAIT_MS_MAX = 5_000
/** All lines of a body together. */
export const BODY_WAIT_MS_MAX = 120_000
/** A place can also become free by time alone, where a rate is limited. */
const LOOK_AGAIN_AFTER_MS = 50

/** Waits for places for the lines of one body; its patience is bounded for each of them and for all together. */
export class LineAdmission {
  readonly #admission: Admission
  readonly #tenantId: string
  readonly #clock: Clock
  #leftMs = BODY_WAIT_MS_MAX

  constructor(admission: Admission, tenantId: string, clock: Clock) {
    this.#admission = admission
    this.#tenantId = tenantId
    this.#clock = clock
  }

  /** Resolves with a ticket, or with the refusal when there was no place in time. */
  async next(): Promise<Decision> {
    const startedAtMs = this.#clock.nowMs()
    const untilMs = startedAtMs + Math.min(LINE_WAIT_MS_MAX, this.#leftMs)
    let decision = this.#ask()
    while (decision.kind === 'refused' && this.#clock.nowMs() < untilMs) {
      await this.#admission.change(LOOK_AGAIN_AFTER_MS)
      decision = this.#ask()
    }
    this.#leftMs -= this.#clock.nowMs() - startedAtMs
    return decision
  }

  #ask(): Decision {
    return this.#admission.ask(this.#tenantId, 'bulk')
  }
}
