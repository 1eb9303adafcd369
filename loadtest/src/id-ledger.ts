import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { LedgerEntry } from './ledger-entry.ts'

const PENDING_MAX_LENGTH = 64 * 1024 * 1024
const DEFAULT_SYNC_INTERVAL_MS = 200

/** The ledger cannot be written, or a line of it cannot be read. The run proves nothing then, so it ends. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
}

/**
 * Append-only file of every message sent and what was answered: the client's own evidence, kept outside of the system under test and
 * compared with the database at the end. Lines are written and synced to disk together, at most every `syncIntervalMs`.
 */
export class IdLedger {
  readonly path: string
  readonly #file: FileHandle
  readonly #timer: NodeJS.Timeout
  #pending = ''
  #writing: Promise<void> = Promise.resolve()
  #failure: Error | undefined

  private constructor(path: string, file: FileHandle, syncIntervalMs: number) {
    this.path = path
    this.#file = file
    this.#timer = setInterval(() => this.#schedule(), syncIntervalMs)
  }

  static async create(path: string, syncIntervalMs = DEFAULT_SYNC_INTERVAL_MS): Promise<IdLedger> {
    return new IdLedger(path, await open(path, 'ax'), syncIntervalMs)
  }

  /** @throws LedgerError when the file could not be written, or cannot keep up */
  append(entry: LedgerEntry): void {
    if (this.#failure !== undefined || this.#pending.length > PENDING_MAX_LENGTH) {
      throw new LedgerError(`Cannot append to ${this.path}`, { cause: this.#failure })
    }
    this.#pending += `${Math.round(entry.atEpochMs)}\t${entry.transactionType}\t${entry.messageId}\t${entry.event}\n`
  }

  /** Resolves when everything appended so far is on disk. @throws LedgerError */
  async flush(): Promise<void> {
    this.#schedule()
    await this.#writing
    if (this.#failure !== undefined) {
      throw new LedgerError(`Cannot write ${this.path}`, { cause: this.#failure })
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    try {
      await this.flush()
    } finally {
      await this.#file.close()
    }
  }

  #schedule(): void {
    const earlier = this.#writing
    this.#writing = this.#writePending(earlier)
  }

  async #writePending(earlier: Promise<void>): Promise<void> {
    await earlier
    const text = this.#pending
    if (text === '' || this.#failure !== undefined) {
      return
    }
    this.#pending = ''
    try {
      await this.#file.appendFile(text)
      await this.#file.datasync()
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error))
    }
  }
}

/** The entries of a ledger file, in the order in which they were written. @throws LedgerError on a line that is none */
export async function* readLedger(path: string): AsyncGenerator<LedgerEntry> {
  let unfinished = ''
  // Not by `readline`, which in Node 24 loses lines of whoever takes longer over them than the file is read.
  for await (const text of createReadStream(path, 'utf8')) {
    const lines = `${unfinished}${text}`.split('\n')
    unfinished = lines.pop() ?? ''
    for (const line of lines) {
      yield parseLine(line, path)
    }
  }
  if (unfinished !== '') {
    yield parseLine(unfinished, path)
  }
}

function parseLine(line: string, path: string): LedgerEntry {
  const [atEpochMs, typeText, messageId, event] = line.split('\t')
  const transactionType = TRANSACTION_TYPES.find((type) => type === typeText)
  if (
    atEpochMs === undefined ||
    transactionType === undefined ||
    messageId === undefined ||
    event === undefined
  ) {
    throw new LedgerError(`Not a ledger line in ${path}: ${line}`)
  }
  return { atEpochMs: Number(atEpochMs), transactionType, messageId, event }
}
