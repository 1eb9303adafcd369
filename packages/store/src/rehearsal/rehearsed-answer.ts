import type { TextValue } from './statement-values.ts'

/** What a statement is answered with, as the driver gets it. */
export interface RehearsedAnswer {
  readonly columns: readonly RehearsedColumn[]
  readonly rows: readonly (readonly TextValue[])[]
}

export interface RehearsedColumn {
  readonly name: string
  readonly dataTypeID: number
}

/** A row; what is not named is NULL. */
export type RehearsedRow<Name extends string> = Readonly<Partial<Record<Name, TextValue>>>

/** https://github.com/postgres/postgres/blob/REL_18_0/src/include/catalog/pg_type.dat */
const TYPE_IDS = { text: 25, int8: 20, bytea: 17, 'text[]': 1009 }

export const NO_ANSWER: RehearsedAnswer = { columns: [], rows: [] }

/** Makes answers of these columns, by name and type in their order. */
export function answersOf<Name extends string>(
  types: Readonly<Record<Name, keyof typeof TYPE_IDS>>,
): (rows: readonly RehearsedRow<Name>[]) => RehearsedAnswer {
  const columns = Object.entries<keyof typeof TYPE_IDS>(types).map(([name, type]) => ({
    name,
    dataTypeID: TYPE_IDS[type],
  }))
  return (rows) => ({
    columns,
    rows: rows.map((row) => {
      const values = new Map<string, TextValue | undefined>(Object.entries(row))
      return columns.map(({ name }) => values.get(name) ?? null)
    }),
  })
}
