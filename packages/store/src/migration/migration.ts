/** One step of the schema. A released step is never edited: its checksum is on record in every database that it was applied to. */
export interface Migration {
  /** 1, 2, 3 …, without gaps. */
  readonly version: number
  readonly name: string
  readonly sql: string
}
