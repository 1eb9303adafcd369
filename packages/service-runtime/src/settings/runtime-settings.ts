import { defineSettings } from './define-settings.ts'
import type { Settings } from './setting-spec.ts'

const HOUR_MS = 3_600_000

/** What `runService` itself needs: part of the schema of every service. */
export const runtimeSettings = defineSettings({
  instance: {
    env: 'PANTAU_INSTANCE',
    kind: 'string',
    optional: true,
    maxLength: 200,
    doc: 'Names this process in logs; the host name when not set.',
  },
  logLevel: {
    env: 'PANTAU_LOG_LEVEL',
    kind: 'choice',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
    doc: 'The least severe level that is logged.',
  },
  healthHost: {
    env: 'PANTAU_HEALTH_HOST',
    kind: 'string',
    default: '0.0.0.0',
    doc: 'The address that /health, /ready and /metrics are served on.',
  },
  healthPort: {
    env: 'PANTAU_HEALTH_PORT',
    kind: 'port',
    default: 9400,
    doc: 'The port that /health, /ready and /metrics are served on.',
  },
  startDeadlineMs: {
    env: 'PANTAU_START_DEADLINE_MS',
    kind: 'durationMs',
    min: 100,
    max: HOUR_MS,
    default: 60_000,
    doc: 'How long a starting service waits for what it depends on before it gives up.',
  },
  drainDelayMs: {
    env: 'PANTAU_DRAIN_DELAY_MS',
    kind: 'durationMs',
    min: 0,
    max: 60_000,
    default: 0,
    doc: 'How long a stopping service goes on taking work while /ready already says no, so that load balancers notice first.',
  },
  stopDeadlineMs: {
    env: 'PANTAU_STOP_DEADLINE_MS',
    kind: 'durationMs',
    min: 100,
    max: HOUR_MS,
    default: 25_000,
    doc: 'How long a stopping service may take, the drain delay included; then it exits with 1. Keep it below the time that the orchestrator waits before it kills.',
  },
})

export type RuntimeSettings = Settings<typeof runtimeSettings>
