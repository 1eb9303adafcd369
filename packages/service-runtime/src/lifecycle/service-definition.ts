import type { Log } from '../logging/log.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import type { Probe } from '../health/probe.ts'
import type { Environment } from '../settings/parse-settings.ts'
import type { Settings, SettingsSchema } from '../settings/setting-spec.ts'
import type { ProcessHost } from './process-host.ts'
import type { Scope } from './scope.ts'

/** What `compose` builds a service from. */
export interface ServiceContext<ServiceSettings> {
  /** Its name and version, as the definition has them. */
  readonly service: string
  readonly version: string
  readonly settings: ServiceSettings
  /** Everything acquired goes through it: it is released in reverse order whether the service stops, fails or cannot start. */
  readonly scope: Scope
  readonly log: Log
  readonly metrics: Metrics
  /** Names this process: the setting, or the host name. */
  readonly instance: string
  /** Aborts when the service is asked to stop, and when it has not started by its deadline. */
  readonly signal: AbortSignal
  /**
   * Tries until the dependency is there, within the start deadline.
   *
   * @throws DependencyNotReadyError
   */
  readonly untilReady: <Result>(
    dependency: string,
    attempt: (signal: AbortSignal) => Promise<Result>,
  ) => Promise<Result>
  /** The service cannot go on, such as when a stage's loop ended with an error: releases everything and exits with 1. */
  readonly fail: (error: unknown) => void
}

/** A service that is wired and ready to begin. */
export interface Composition {
  /** `/ready` says yes only when the service is ready and every probe succeeds. */
  readonly probes: readonly Probe[]
  /**
   * Runs before `start`, so that the first work finds compiled code and prepared statements. Ends soon after the signal aborts, and within a
   * bound of its own. What goes wrong in it is logged and costs only time.
   */
  warmUp?(signal: AbortSignal): Promise<void>
  /** Begins to take work. */
  start(): Promise<void> | void
  /** Takes no new work and resolves when the work in flight is finished. What was acquired is released after it. */
  stop?(): Promise<void> | void
}

export interface ServiceDefinition<Schema extends SettingsSchema> {
  /** As logs and metrics name it, such as `tms`. */
  readonly name: string
  readonly version: string
  /** What the service reads from its environment beside the settings that every service has. */
  readonly schema: Schema
  /** `process.env`; a service's main.ts is the only place that names it. */
  readonly env: Environment
  compose(context: ServiceContext<Settings<Schema>>): Promise<Composition>
  /** `process` when absent. */
  readonly host?: ProcessHost
  /** The file descriptor that log lines go to; standard output when absent. */
  readonly logDescriptor?: number
}
