import type { Log } from '@pantau/service-runtime'
import type { ConfigurationDocument } from '@pantau/store'
import type { ReloadMode } from '../configuration/reload-mode.ts'
import { networkMapActivated } from './service-channel-event.ts'
import type { Audience, ServiceChannelEvent } from './service-channel-event.ts'
import { ServiceChannelUnavailableError } from './service-channel.ts'
import type { ServiceChannel } from './service-channel.ts'
import { runCascade } from './run-cascade.ts'
import { typologyIdsOf } from './typology-ids.ts'

/** What became of telling others; `status` is whether they were told. */
export interface ReloadDispatched {
  readonly status: boolean
  readonly outcome: 'published' | 'suppressed' | 'cascade initiated' | 'service channel unavailable'
}

export interface ReloadDispatcher {
  /** Tells others which map is in force now. Never rejects because nobody can be told. */
  dispatch(mode: ReloadMode, tenantId: string, map: ConfigurationDocument): Promise<ReloadDispatched>
  /** Ends the cascades that run. */
  close(): Promise<void>
}

export interface ReloadDispatcherDeps {
  /** Absent when this installation has none. */
  readonly channel: ServiceChannel | undefined
  readonly sourcePrefix: string
  readonly nowMs: () => number
  readonly newId: () => string
  /** How long each class of services may take. */
  readonly tierTimeoutMs: number
  readonly log: Log
}

interface RunningCascade {
  readonly controller: AbortController
  readonly ended: Promise<void>
}

const UNAVAILABLE: ReloadDispatched = { status: false, outcome: 'service channel unavailable' }

export function createReloadDispatcher(deps: ReloadDispatcherDeps): ReloadDispatcher {
  const { channel, log } = deps
  // One per tenant: a later activation makes the cascade of an earlier one pointless.
  const cascades = new Map<string, RunningCascade>()

  function eventOf(tenantId: string, cfg: string, audience?: Audience): ServiceChannelEvent {
    return networkMapActivated({
      id: deps.newId(),
      occurredAtMs: deps.nowMs(),
      sourcePrefix: deps.sourcePrefix,
      tenantId,
      cfg,
      ...(audience === undefined ? {} : { audience }),
    })
  }

  function cascade(open: ServiceChannel, tenantId: string, map: ConfigurationDocument): void {
    cascades.get(tenantId)?.controller.abort()
    const controller = new AbortController()
    const ended = runCascade({
      channel: open,
      eventFor: (audience) => eventOf(tenantId, cfgOf(map), audience),
      typologyIds: typologyIdsOf(map),
      tierTimeoutMs: deps.tierTimeoutMs,
      signal: controller.signal,
    }).then(
      (outcome) => log.info({ tenantId, ...outcome }, 'a cascade of reloads has ended'),
      (error: unknown) => log.warn({ err: error, tenantId }, 'a cascade of reloads failed'),
    )
    const running = { controller, ended }
    cascades.set(tenantId, running)
    void ended.then(() => cascades.get(tenantId) === running && cascades.delete(tenantId))
  }

  return {
    async dispatch(mode, tenantId, map) {
      if (mode === 'none') {
        return { status: false, outcome: 'suppressed' }
      }
      if (channel === undefined) {
        return UNAVAILABLE
      }
      if (mode === 'cascade') {
        cascade(channel, tenantId, map)
        return { status: true, outcome: 'cascade initiated' }
      }
      try {
        await channel.publish(eventOf(tenantId, cfgOf(map)))
        return { status: true, outcome: 'published' }
      } catch (error) {
        if (!(error instanceof ServiceChannelUnavailableError)) {
          throw error
        }
        log.warn({ err: error, tenantId }, 'nobody could be told of an activation')
        return UNAVAILABLE
      }
    },
    async close() {
      const running = [...cascades.values()]
      running.forEach(({ controller }) => controller.abort())
      await Promise.all(running.map(({ ended }) => ended))
    },
  }
}

function cfgOf(map: ConfigurationDocument): string {
  return String(map['cfg'])
}
