import { DatabaseError } from 'pg'
import type { Submittable } from 'pg'
import type { MessageWriter } from './message-writer.ts'
import type { Column, PreparedStatement, PreparedStatements } from './prepared-statements.ts'
import type { Statement } from './statement.ts'
import { VALUE_TYPES } from './value-types.ts'
import { isSimple, writeSimpleStatement, writeStatement, writeSync } from './write-statement.ts'

/** A statement of an exchange, and what it came to. */
export interface SentStatement {
  readonly statement: Statement<unknown>
  readonly rows: unknown[]
  /** As PostgreSQL names what it did, such as COMMIT. */
  command?: string
  error?: unknown
}

/** What a connection keeps from one exchange to the next. */
export interface ConnectionState {
  readonly writer: MessageWriter
  readonly prepared: PreparedStatements
}

/** What sends an exchange: a client of the driver. */
export interface QueryClient {
  query(query: ExchangeQuery): unknown
}

/** What bytes are written to: a connection of the driver. */
export interface ByteConnection {
  readonly stream: { write(bytes: Uint8Array): unknown; destroy(): unknown }
}

interface FieldsMessage {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
}

/**
 * Many statements as one query of the driver: all are written to the socket at once, and the server answers them together. Statements with
 * a name or values go in runs of the extended protocol, which the server leaves at the first error; one without either is a run of its own.
 * The driver sees each run as a query, because each ends with the server being ready for the next.
 * https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export class ExchangeQuery implements Submittable {
  /** Set by the driver, to stop its timer. */
  callback: ((error?: Error) => void) | undefined
  readonly #client: QueryClient
  readonly #state: ConnectionState
  readonly #sent: readonly SentStatement[]
  readonly #prepared: (PreparedStatement | undefined)[] = []
  #over: () => void = () => undefined
  #isWritten = false
  /** The statement whose answer is being read, and the end of its run. */
  #at = 0
  #runEnd = 0
  #columns: readonly Column[] | undefined

  constructor(client: QueryClient, state: ConnectionState, sent: readonly SentStatement[]) {
    this.#client = client
    this.#state = state
    this.#sent = sent
  }

  /** Resolves when every statement has its answer or an error. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.#over = resolve
      this.#startRun()
    })
  }

  #startRun(): void {
    if (this.#at === this.#sent.length) {
      this.#over()
      return
    }
    this.#runEnd = endOfRun(this.#sent, this.#at)
    this.callback = undefined
    this.#client.query(this)
  }

  #endRun(): void {
    this.callback?.()
    this.#at = this.#runEnd
    this.#columns = undefined
    this.#startRun()
  }

  /** Called by the driver for each run; the first writes them all. @returns what could not be written */
  submit(connection: ByteConnection): Error | undefined {
    if (this.#isWritten) {
      return undefined
    }
    try {
      this.#write()
    } catch (error) {
      return error instanceof Error ? error : new Error('A statement could not be written', { cause: error })
    }
    this.#isWritten = true
    connection.stream.write(this.#state.writer.bytes())
    return undefined
  }

  /** The writer's bytes are free again: with its last answer, the server has read the exchange before. */
  #write(): void {
    const { writer, prepared } = this.#state
    const asked = new Set<PreparedStatement>()
    writer.reset()
    for (const [index, { statement }] of this.#sent.entries()) {
      if (isSimple(statement)) {
        writeSimpleStatement(writer, statement.text)
        continue
      }
      const known = prepared.of(statement)
      this.#prepared[index] = known
      writeStatement(writer, statement, known, asked)
      if (index + 1 === endOfRun(this.#sent, index)) {
        writeSync(writer)
      }
    }
  }

  handleRowDescription({ fields }: FieldsMessage): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: VALUE_TYPES.getTypeParser(dataTypeID, 'text'),
    }))
    const prepared = this.#prepared[this.#at]
    if (prepared !== undefined) {
      prepared.columns = this.#columns
    }
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const sent = this.#sent[this.#at]
    if (sent === undefined || sent.error !== undefined) {
      return
    }
    try {
      sent.rows.push(rowOf(this.#columns ?? this.#prepared[this.#at]?.columns ?? [], fields))
    } catch (error) {
      sent.error = error
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const sent = this.#sent[this.#at]
    if (sent !== undefined) {
      sent.command = text
    }
    this.#endStatement()
  }

  handleEmptyQuery(): void {
    this.#endStatement()
  }

  #endStatement(): void {
    const prepared = this.#prepared[this.#at]
    if (prepared !== undefined) {
      prepared.state = 'ready'
      this.#at += 1
      this.#columns = undefined
    }
  }

  handleReadyForQuery(): void {
    this.#endRun()
  }

  /** From the server, it is the answer to the statement at hand; anything else means that no answer comes any more. */
  handleError(error: Error, connection: ByteConnection): void {
    if (this.#at === this.#sent.length) {
      return
    }
    const isAnswer = error instanceof DatabaseError
    for (const sent of this.#sent.slice(this.#at, isAnswer ? this.#runEnd : undefined)) {
      sent.error ??= error
    }
    if (!isAnswer) {
      this.#runEnd = this.#sent.length
      if (this.#isWritten) {
        connection.stream.destroy()
      }
    }
    this.#endRun()
  }
}

/** A statement without name and values is alone; others go as far as the next such one. */
function endOfRun(sent: readonly SentStatement[], from: number): number {
  let end = from + 1
  const first = sent[from]
  if (first === undefined || isSimple(first.statement)) {
    return end
  }
  for (let next = sent[end]; next !== undefined && !isSimple(next.statement); next = sent[end]) {
    end += 1
  }
  return end
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): unknown {
  const row: Record<string, unknown> = {}
  for (const [index, { name, parse }] of columns.entries()) {
    const text = fields[index]
    row[name] = text === null || text === undefined ? null : parse(text)
  }
  return row
}
