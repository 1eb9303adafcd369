import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHealthServer } from '../health/health-server.ts'
import type { Probe } from '../health/probe.ts'
import type { Logger } from '../logging/create-logger.ts'
import { createMetrics } from '../metrics/create-metrics.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import type { RuntimeSettings } from '../settings/runtime-settings.ts'
import { SettingsError } from '../settings/settings-error.ts'
import type { Settings, SettingsSchema } from '../settings/setting-spec.ts'
import { EXIT_CODE } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import type { ProcessHost } from './process-host.ts'
import { retryUntilReady } from './retry-until-ready.ts'
import { ReleasingScope } from './scope.ts'
import type { Composition, ServiceDefinition } from './service-definition.ts'
import type { ServiceState } from './service-state.ts'

/** After the start deadline, how long `compose` may take to give up by itself and say what it was waiting for. */
const GIVE_UP_GRACE_MS = 1_000

/** Signals this close together are one request: a terminal and npm both pass on one Ctrl-C. */
const SAME_REQUEST_MS = 300

/** The service did not become ready in time. */
export class StartDeadlineError extends Error {
  override readonly name = 'StartDeadlineError'
}

export interface ServiceRunOptions<Schema extends SettingsSchema> {
  readonly definition: ServiceDefinition<Schema>
  readonly service: Settings<Schema>
  readonly runtime: RuntimeSettings
  readonly instance: string
  readonly logger: Logger
  readonly host: ProcessHost
}

/** Why a run ends: it was asked to, or something went wrong. */
type Ending = { readonly kind: 'asked' } | { readonly kind: 'error'; readonly error: unknown }

/** One run of a service through the states that service-state.ts describes. */
export class ServiceRun<Schema extends SettingsSchema> {
  readonly #options: ServiceRunOptions<Schema>
  readonly #metrics: Metrics
  readonly #scope = new ReleasingScope()
  readonly #aborter = new AbortController()
  readonly #ending: Promise<Ending>
  #end: (ending: Ending) => void = () => undefined
  #state: ServiceState = 'starting'
  #probes: readonly Probe[] = []
  #stopAskedAtMs: number | undefined
  #hasExited = false

  constructor(options: ServiceRunOptions<Schema>) {
    this.#options = options
    this.#metrics = createMetrics({ name: options.definition.name, version: options.definition.version })
    this.#metrics.observedGauge(
      {
        name: 'pantau_log_dropped_messages',
        help: 'Log lines that could not be written fast enough.',
        labels: {},
      },
      () => options.logger.droppedLines(),
    )
    this.#ending = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Resolves after the process was told to exit. */
  async run(): Promise<void> {
    const { host, logger } = this.#options
    host.on('SIGTERM', this.#onStopSignal)
    host.on('SIGINT', this.#onStopSignal)
    host.on('uncaughtException', this.#onUncaught)
    host.on('unhandledRejection', this.#onUncaught)
    logger.log.info({}, 'starting')
    const starting = this.#start()
    starting.catch((error: unknown) => this.#end({ kind: 'error', error }))
    await this.#stop(await this.#ending, starting)
  }

  async #start(): Promise<Composition> {
    const { definition, runtime, service, instance, logger } = this.#options
    const { log } = logger
    const { signal } = this.#aborter
    const startDeadline = (): NodeJS.Timeout =>
      setTimeout(() => this.#onStartDeadline(), runtime.startDeadlineMs)
    let deadline = startDeadline()
    try {
      await this.#serveHealth()
      const composition = await definition.compose({
        service: definition.name,
        version: definition.version,
        settings: service,
        scope: this.#scope,
        log,
        metrics: this.#metrics,
        instance,
        signal,
        untilReady: (dependency, attempt) => retryUntilReady({ dependency, attempt, signal, log }),
        fail: (error) => this.#end({ kind: 'error', error }),
      })
      signal.throwIfAborted()
      this.#probes = composition.probes
      if (composition.warmUp !== undefined) {
        // It waits for nothing and has a bound of its own.
        clearTimeout(deadline)
        await this.#warmUp(composition.warmUp)
        deadline = startDeadline()
      }
      await composition.start()
      // A stop that was asked for while `start` ran has set the state already.
      if (this.#isStarting()) {
        this.#state = 'ready'
        log.info({}, 'ready')
      }
      return composition
    } finally {
      clearTimeout(deadline)
    }
  }

  async #warmUp(warmUp: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#aborter
    this.#state = 'warming up'
    await warmUp(signal)
    signal.throwIfAborted()
  }

  #isStarting(): boolean {
    return this.#state === 'starting' || this.#state === 'warming up'
  }

  /** First acquired, so last released: `/health` goes on answering while the service drains. */
  async #serveHealth(): Promise<void> {
    const { runtime, logger } = this.#options
    const source = {
      state: () => this.#state,
      probes: () => this.#probes,
      renderMetrics: async () => ({
        contentType: this.#metrics.contentType,
        text: await this.#metrics.render(),
      }),
    }
    const server = await startHealthServer(source, runtime.healthHost, runtime.healthPort)
    this.#scope.use('health server', server, () => server.close())
    logger.log.info({ port: server.port }, 'serving health and metrics')
  }

  async #stop(ending: Ending, starting: Promise<Composition>): Promise<void> {
    const { runtime, logger } = this.#options
    const { log } = logger
    const wasReady = this.#state === 'ready'
    if (ending.kind === 'asked') {
      this.#state = 'draining'
      log.info({}, 'draining')
    } else {
      this.#state = 'failed'
      log.fatal({ err: ending.error }, 'failed')
    }
    const deadline = setTimeout(() => {
      log.fatal({ stopDeadlineMs: runtime.stopDeadlineMs }, 'the stop deadline passed')
      this.#exit(EXIT_CODE.failed)
    }, runtime.stopDeadlineMs)
    if (ending.kind === 'asked' && wasReady) {
      await sleep(runtime.drainDelayMs)
    }
    this.#aborter.abort(new Error('The service stops'))
    const isClean = await this.#finishAndRelease(starting)
    clearTimeout(deadline)
    if (ending.kind === 'asked' && isClean) {
      this.#state = 'stopped'
      log.info({}, 'stopped')
    }
    this.#exit(this.#exitCodeOf(ending, isClean))
  }

  /** Answers whether everything in flight was finished and everything acquired was released. */
  async #finishAndRelease(starting: Promise<Composition>): Promise<boolean> {
    const { log } = this.#options.logger
    let isClean = true
    const composition = await this.#startedOrNot(starting)
    try {
      await composition?.stop?.()
    } catch (error) {
      isClean = false
      log.error({ err: error }, 'could not finish the work in flight')
    }
    for (const failure of await this.#scope.release()) {
      isClean = false
      log.error({ resource: failure.resource, err: failure }, 'could not release a resource')
    }
    return isClean
  }

  async #startedOrNot(starting: Promise<Composition>): Promise<Composition | undefined> {
    try {
      return await starting
    } catch (error) {
      // Either this is the ending itself, logged as fatal, or the start was given up because the service is to stop.
      this.#options.logger.log.debug({ err: error }, 'the start was given up')
      return undefined
    }
  }

  #exitCodeOf(ending: Ending, isClean: boolean): ExitCode {
    if (ending.kind === 'asked') {
      return isClean ? EXIT_CODE.stopped : EXIT_CODE.failed
    }
    if (ending.error instanceof SettingsError) {
      this.#options.host.stderr.write(`${this.#options.definition.name}: ${ending.error.report()}\n`)
      return EXIT_CODE.settings
    }
    return EXIT_CODE.failed
  }

  #onStartDeadline(): void {
    const { startDeadlineMs } = this.#options.runtime
    const error = new StartDeadlineError(`Not ready within ${startDeadlineMs} ms`)
    this.#aborter.abort(error)
    setTimeout(() => this.#end({ kind: 'error', error }), GIVE_UP_GRACE_MS).unref()
  }

  readonly #onStopSignal = (): void => {
    const nowMs = performance.now()
    if (this.#stopAskedAtMs !== undefined) {
      if (nowMs - this.#stopAskedAtMs > SAME_REQUEST_MS) {
        this.#options.logger.log.fatal({}, 'told to stop a second time')
        this.#exit(EXIT_CODE.failed)
      }
      return
    }
    this.#stopAskedAtMs = nowMs
    if (this.#isStarting()) {
      this.#aborter.abort(new Error('The service stops before it was ready'))
    }
    this.#end({ kind: 'asked' })
  }

  readonly #onUncaught = (error: unknown): void => {
    this.#state = 'failed'
    this.#options.logger.log.fatal({ err: error }, 'nobody caught an error')
    this.#exit(EXIT_CODE.failed)
  }

  #exit(code: ExitCode): void {
    if (this.#hasExited) {
      return
    }
    this.#hasExited = true
    const { host, logger } = this.#options
    try {
      logger.flush()
    } catch {
      // Standard output is gone: there is nobody left to tell.
    }
    host.exit(code)
    // Only where `exit` returns, as in tests. Until then a further signal must not end the process by itself, with another code.
    host.off('SIGTERM', this.#onStopSignal)
    host.off('SIGINT', this.#onStopSignal)
    host.off('uncaughtException', this.#onUncaught)
    host.off('unhandledRejection', this.#onUncaught)
  }
}
