import { createContext, Script } from 'node:vm'

/** Runs synchronous work in this thread, and interrupts it where it stands when it takes too long. */
export interface TimeLimit {
  /** False: the work was interrupted. Whatever it had stored by then stays; it gets no chance to clean up. */
  finishes(limitMs: number, work: () => void): boolean
}

/**
 * The way to interrupt a loop without a thread that stays: `timeout` of node:vm stops all execution below the script that it was
 * given for, code of other contexts included. It starts a timer thread each time, about 45 µs on a small machine, so it is worth its
 * cost around a batch and not around a rule. See https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options.
 */
export function createTimeLimit(): TimeLimit {
  const sandbox: { work: () => void } = { work: () => undefined }
  const context = createContext(sandbox)
  const script = new Script('work()')
  return {
    finishes(limitMs, work) {
      sandbox.work = work
      try {
        script.runInContext(context, { timeout: limitMs })
        return true
      } catch (error) {
        if (isTimeout(error)) {
          return false
        }
        throw error
      }
    },
  }
}

/** The error comes from another realm, whose `Error` is not ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  )
}
