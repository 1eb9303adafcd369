import { workerData } from 'node:worker_threads'
import type { RuleRegistry } from '@pantau/evaluation'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { RunRequest, RunResponse, ThreadSettings } from './thread-protocol.ts'
import { createThreadRunner } from './thread-runner.ts'

/**
 * The main of a rule thread: it runs one request at a time, synchronously, and starts nothing that outlives it. The registry is named and
 * not imported, so that a bank can run rules of its own.
 */
const { registryUrl, ruleGroups }: ThreadSettings = workerData
const run = createThreadRunner({
  registry: registryOf(await import(registryUrl), registryUrl),
  ruleGroups,
  clock: { nowNs: () => performance.now() * 1_000_000 },
})

export default function handle(request: RunRequest): unknown {
  const response = runOrFail(request)
  return response.kind === 'failed' ? response : moved(response)
}

/** An exception here is no rule's fault; told apart from a thread that died, it is not blamed on one. */
function runOrFail(request: RunRequest): RunResponse {
  try {
    return run(request)
  } catch (error) {
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

/** Hands the lines over to the pool instead of copying them. */
function moved(response: RunResponse & { kind: 'ran' }): unknown {
  return move({ [transferableSymbol]: [response.lines.buffer], [valueSymbol]: response })
}

function registryOf(module: unknown, url: string): RuleRegistry {
  if (
    typeof module === 'object' &&
    module !== null &&
    'ruleRegistry' in module &&
    isRegistry(module.ruleRegistry)
  ) {
    return module.ruleRegistry
  }
  throw new TypeError(`${url} does not export a ruleRegistry`)
}

function isRegistry(candidate: unknown): candidate is RuleRegistry {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'find' in candidate &&
    typeof candidate.find === 'function'
  )
}
