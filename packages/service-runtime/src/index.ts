export { checkProbes, PROBE_TIMEOUT_MS } from './health/probe.ts'
export type { Probe, ProbeResult } from './health/probe.ts'
export { startHealthServer } from './health/health-server.ts'
export type { HealthServer, HealthSource } from './health/health-server.ts'
export { EXIT_CODE } from './lifecycle/exit-code.ts'
export type { ExitCode } from './lifecycle/exit-code.ts'
export type { ProcessHost } from './lifecycle/process-host.ts'
export { DependencyNotReadyError, retryUntilReady } from './lifecycle/retry-until-ready.ts'
export type { RetryOptions } from './lifecycle/retry-until-ready.ts'
export { runService } from './lifecycle/run-service.ts'
export { ReleaseError, ReleasingScope } from './lifecycle/scope.ts'
export type { Scope } from './lifecycle/scope.ts'
export type { Composition, ServiceContext, ServiceDefinition } from './lifecycle/service-definition.ts'
export { StartDeadlineError } from './lifecycle/service-run.ts'
export { SERVICE_STATES } from './lifecycle/service-state.ts'
export type { ServiceState } from './lifecycle/service-state.ts'
export { createLogger } from './logging/create-logger.ts'
export type { Logger, LoggerOptions } from './logging/create-logger.ts'
export { describeError } from './logging/describe-error.ts'
export type { DescribedError } from './logging/describe-error.ts'
export type { Log, LogFields } from './logging/log.ts'
export { createMetrics, DURATION_BUCKETS_SECONDS } from './metrics/create-metrics.ts'
export type {
  CounterMetric,
  GaugeMetric,
  HistogramDefinition,
  HistogramMetric,
  Metrics,
} from './metrics/create-metrics.ts'
export { createStageMetrics } from './metrics/create-stage-metrics.ts'
export type { SettledBatch, StageMetrics } from './metrics/create-stage-metrics.ts'
export { SERIES_MAX } from './metrics/metric-definition.ts'
export type { LabelSets, LabelValues, MetricDefinition } from './metrics/metric-definition.ts'
export { authenticationSettings } from './settings/authentication-settings.ts'
export type { AuthenticationSettings } from './settings/authentication-settings.ts'
export {
  authenticationProblems,
  authenticationSource,
  exposureProblems,
} from './settings/authentication-source.ts'
export type { AuthenticationSource, Exposure } from './settings/authentication-source.ts'
export { natsSettings, postgresSettings, valkeySettings } from './settings/connection-settings.ts'
export { connectionUrl } from './settings/connection-url.ts'
export { defineSettings } from './settings/define-settings.ts'
export { describeSettings } from './settings/describe-settings.ts'
export { isLoopback } from './settings/loopback.ts'
export { parseServiceSettings, parseSettings, variablesOf } from './settings/parse-settings.ts'
export type { Environment } from './settings/parse-settings.ts'
export { runtimeSettings } from './settings/runtime-settings.ts'
export type { RuntimeSettings } from './settings/runtime-settings.ts'
export { Secret } from './settings/secret.ts'
export { SettingsError } from './settings/settings-error.ts'
export type { SettingSpec, Settings, SettingsSchema } from './settings/setting-spec.ts'
