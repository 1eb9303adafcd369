import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticator, Principal, Privilege } from '@pantau/auth'
import { codedErrorBody, retryAfterSeconds } from '@pantau/http-host'
import type { Clock } from '@pantau/stream'
import type { Admission, Decision, Priority, RefusalReason } from '../admission/admission.ts'
import { UNIDENTIFIED } from '../admission/admission.ts'
import { TokenBucket } from '@pantau/service-runtime'
import { JSON_TYPE } from './answer-outcome.ts'
import { rateHeaders } from './rate-headers.ts'
import { refusalCode } from './refusal-code.ts'

/** How many callers a second may still prove who they are while nothing is left for those who are not known: some hundredths of a processor. */
const IDENTIFIED_PER_SECOND_MAX = 200

/** What takes messages, as far as it must be known to refuse one. */
export interface EntryRoute {
  readonly privilege: Privilege
  readonly priority: Priority
}

export interface RefuseFirstOptions {
  /** By path, as it is sent. */
  readonly routes: ReadonlyMap<string, EntryRoute>
  readonly admission: Admission
  readonly authenticator: Pick<Authenticator, 'recall'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** Told about every refusal. */
  readonly onRefused: (statusCode: number, elapsedMs: number) => void
}

/** A request that was let through before the router was asked. */
export interface AdmittedRequest {
  readonly decision: Admitted
  /** Undefined when that is for the route to find out. */
  readonly caller: Principal | undefined
}

type Admitted = Decision & { readonly kind: 'admitted' }

interface PreparedRefusal {
  readonly statusCode: number
  readonly body: Buffer
}

/**
 * Decides about messages before the router, its hooks, the verification of tokens and the body are paid for: most of what comes in an
 * overload is refused, and what refusals cost is taken from those who are let in. It knows callers by tokens that were verified before;
 * a token that was not is looked at later, as far as there is room for it. What it does not decide is decided by the route.
 */
export class RefuseFirst {
  readonly #options: RefuseFirstOptions
  readonly #refusals: Readonly<Record<RefusalReason, PreparedRefusal>> = {
    limit: prepare('limit'),
    share: prepare('share'),
    rate: prepare('rate'),
  }
  readonly #admitted = new WeakMap<IncomingMessage, AdmittedRequest>()
  readonly #identifications: TokenBucket

  constructor(options: RefuseFirstOptions) {
    this.#options = options
    this.#identifications = new TokenBucket(IDENTIFIED_PER_SECOND_MAX, options.clock.nowMs())
  }

  /** Refuses a message, or lets it through with the place that it has. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { decision, caller } = this.#decide(request)
    if (decision?.kind !== 'refused') {
      if (decision !== undefined) {
        this.#admitted.set(request, { decision, caller })
        // However it ends, also when the caller leaves while it still sends.
        response.once('close', () => decision.ticket.leave())
      }
      return false
    }
    const startedAtMs = this.#options.clock.nowMs()
    const { statusCode, body } = this.#refusals[decision.reason]
    response.writeHead(statusCode, {
      'access-control-allow-origin': '*',
      ...rateHeaders(decision),
      'retry-after': String(retryAfterSeconds(decision.retryAfterMs)),
      'content-type': JSON_TYPE,
      'content-length': String(body.length),
    })
    response.end(body)
    this.#options.onRefused(statusCode, this.#options.clock.nowMs() - startedAtMs)
    return true
  }

  /** What was decided about a request that was let through; undefined when that is for the route to do. */
  admittedOf(request: IncomingMessage): AdmittedRequest | undefined {
    return this.#admitted.get(request)
  }

  #decide({ method, url, headers }: IncomingMessage): {
    readonly decision?: Decision
    readonly caller?: Principal
  } {
    const route = method === 'POST' && url !== undefined ? this.#options.routes.get(url) : undefined
    if (route === undefined) {
      return {}
    }
    const { admission, authenticator } = this.#options
    const caller = authenticator.recall(headers.authorization, route.privilege)
    if (caller !== undefined) {
      return { decision: admission.ask(caller.tenantId, route.priority), caller }
    }
    return admission.hasRoom('unidentified') || this.#mayIdentify()
      ? {}
      : { decision: admission.ask(UNIDENTIFIED, 'unidentified') }
  }

  #mayIdentify(): boolean {
    const isAllowed = this.#identifications.level(this.#options.clock.nowMs()).waitMs === 0
    if (isAllowed) {
      this.#identifications.take()
    }
    return isAllowed
  }
}

function prepare(reason: RefusalReason): PreparedRefusal {
  const body = codedErrorBody(refusalCode(reason))
  return { statusCode: body.statusCode, body: Buffer.from(JSON.stringify(body)) }
}
