import type { ParameterType } from './parameter-type.ts'
import { parameterTypes } from './parameter-type.ts'
import type { Statement } from './statement.ts'

/** A column of an answer, and how its text is read. */
export interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** A statement as one connection knows it. */
export interface PreparedStatement {
  readonly text: string
  readonly types: readonly ParameterType[]
  /** `sent`: whether the server has it cannot be told before it answered. */
  state: 'new' | 'sent' | 'ready'
  /** Of its answers; absent until it was described. */
  columns?: readonly Column[]
}

/** The named statements of one connection: one name always stands for one text, so there are no more than names in the code. */
export class PreparedStatements {
  readonly #statements = new Map<string, PreparedStatement>()

  /** @throws TypeError for a name that stands for another text */
  of({ name, text, values }: Statement<unknown>): PreparedStatement {
    const known = name === undefined ? undefined : this.#statements.get(name)
    if (known !== undefined) {
      if (known.text !== text) {
        throw new TypeError(`The statement name '${name}' stands for two texts`)
      }
      return known
    }
    const prepared: PreparedStatement = {
      text,
      types: parameterTypes(text, values?.length ?? 0),
      state: 'new',
    }
    if (name !== undefined) {
      this.#statements.set(name, prepared)
    }
    return prepared
  }
}
