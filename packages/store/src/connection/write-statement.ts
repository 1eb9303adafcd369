import type { MessageWriter } from './message-writer.ts'
import type { PreparedStatement } from './prepared-statements.ts'
import type { Statement } from './statement.ts'
import { writeParameter } from './write-parameter.ts'

const STATEMENT = 'S'.charCodeAt(0)
const PORTAL = 'P'.charCodeAt(0)
/** The portal without a name: each statement replaces the one before. */
const NO_NAME = ''
const ALL_ROWS = 0

/** Whether a statement is sent as text alone. Only then may it hold several commands. */
export function isSimple({ name, values }: Statement<unknown>): boolean {
  return name === undefined && (values === undefined || values.length === 0)
}

export function writeSimpleStatement(writer: MessageWriter, text: string): void {
  writer.begin('Q')
  writer.name(text)
  writer.end()
}

/** Asks the server to answer everything up to here, and to go on after an error. */
export function writeSync(writer: MessageWriter): void {
  writer.begin('S')
  writer.end()
}

/**
 * Parameters and the order to execute; before them, what the connection does not know yet of the statement.
 * @param asked prepared statements that this exchange has asked for already
 * @throws TypeError for a value that no parameter has
 */
export function writeStatement(
  writer: MessageWriter,
  { name = NO_NAME, values = [] }: Statement<unknown>,
  prepared: PreparedStatement,
  asked: Set<PreparedStatement>,
): void {
  const isKnown = prepared.state === 'ready' || asked.has(prepared)
  if (!isKnown) {
    writeParse(writer, name, prepared)
    if (name !== NO_NAME) {
      asked.add(prepared)
    }
  }
  writeBind(writer, name, values, prepared)
  if (!isKnown) {
    writer.begin('D')
    writer.byte(PORTAL)
    writer.name(NO_NAME)
    writer.end()
  }
  writer.begin('E')
  writer.name(NO_NAME)
  writer.int32(ALL_ROWS)
  writer.end()
}

function writeParse(writer: MessageWriter, name: string, prepared: PreparedStatement): void {
  if (prepared.state === 'sent') {
    // An earlier exchange asked for it and failed before its answer: the server may have it. To close what is not there is no error.
    writer.begin('C')
    writer.byte(STATEMENT)
    writer.name(name)
    writer.end()
  }
  writer.begin('P')
  writer.name(name)
  writer.name(prepared.text)
  writer.int16(prepared.types.length)
  for (const { oid } of prepared.types) {
    writer.int32(oid)
  }
  writer.end()
  prepared.state = 'sent'
}

function writeBind(
  writer: MessageWriter,
  name: string,
  values: readonly unknown[],
  { types }: PreparedStatement,
): void {
  writer.begin('B')
  writer.name(NO_NAME)
  writer.name(name)
  writer.int16(types.length)
  const formatsAt = writer.sizeBytes
  for (let index = 0; index < types.length; index++) {
    writer.int16(0)
  }
  writer.int16(types.length)
  for (const [index, type] of types.entries()) {
    writer.setInt16(formatsAt + 2 * index, writeParameter(writer, values[index], type))
  }
  // All columns of the answer as text.
  writer.int16(0)
  writer.end()
}
