/**
 * One SQL statement with its parameters. With a `name` it becomes a prepared statement of the connection, so one name always stands for
 * one text; without, it is planned anew each time, and without `values` it may hold several commands.
 * `Row` is the shape of what the text returns; it exists for the type checker only.
 */
export interface Statement<Row> {
  readonly name?: string
  readonly text: string
  readonly values?: readonly unknown[]
  readonly rowShape?: Row
}
