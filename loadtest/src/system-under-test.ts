import type { ProcessFleet } from './process-fleet.ts'

/** A server beside Pantau's own processes; its cost counts with all its child processes. */
export interface MeasuredServer {
  readonly name: string
  readonly processId: number
}

/** A running Pantau, as far as a benchmark needs to know it. */
export interface SystemUnderTest {
  /** One address per process of the ingress. */
  readonly ingressUrls: readonly string[]
  /** PEM of the certificate to trust, with HTTPS. */
  readonly certificateAuthority?: string
  readonly databaseUrl: string
  readonly fleet: Pick<ProcessFleet<string>, 'names' | 'readUsage' | 'readMetrics'>
  readonly servers: () => readonly MeasuredServer[]
  /** What carries messages between the stages, and when it syncs to disk. */
  readonly transport: Readonly<Record<string, string>>
  /** How many spans have come to the collector of the run, once no more come; absent where nothing is traced. */
  readonly countSpans?: () => Promise<number>
  stop(): Promise<void>
}
