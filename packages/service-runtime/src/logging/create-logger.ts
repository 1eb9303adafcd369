import { destination, pino, stdTimeFunctions } from 'pino'
import type { RuntimeSettings } from '../settings/runtime-settings.ts'
import { describeError } from './describe-error.ts'
import type { Log } from './log.ts'

/** Lines beyond this many bytes of backlog are dropped and counted: a blocked terminal must not take the service's memory. */
const BACKLOG_BYTES_MAX = 16 * 1024 * 1024

const STANDARD_OUTPUT = 1

/** Names that no field may carry, at the top of a line or one level down: the last line of defence, not a licence to log them. */
const REDACTED_NAMES = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'accountId',
  'account',
  'iban',
  'debtor',
  'creditor',
  'name',
  'payload',
  'body',
]

export interface LoggerOptions {
  readonly service: string
  readonly version: string
  readonly instance: string
  readonly level: RuntimeSettings['logLevel']
  /** The file descriptor that is written to; standard output when absent. */
  readonly descriptor?: number
}

export interface Logger {
  readonly log: Log
  /** How many lines were dropped because the destination could not take them. */
  droppedLines(): number
  /**
   * Writes what is waiting, without returning to the event loop. For the moment before the process exits: a line that is on its
   * way to the operating system already is not waited for here, but Node finishes it before it ends the process.
   */
  flush(): void
}

/** JSON lines, written in the background. Every line names service, version and instance. */
export function createLogger(options: LoggerOptions): Logger {
  let dropped = 0
  const stream = destination({
    dest: options.descriptor ?? STANDARD_OUTPUT,
    sync: false,
    maxLength: BACKLOG_BYTES_MAX,
  })
  stream.on('drop', () => {
    dropped += 1
  })
  const log = pino(
    {
      level: options.level,
      base: { service: options.service, version: options.version, instance: options.instance },
      timestamp: stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
      redact: { paths: REDACTED_NAMES.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    stream,
  )
  return { log, droppedLines: () => dropped, flush: () => stream.flushSync() }
}
