/** A statement about no rows is not sent; its answer is no rows. */
export async function sendUnlessEmpty<T, Row>(
  rows: readonly T[],
  send: (rows: readonly T[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  return rows.length === 0 ? [] : send(rows)
}
