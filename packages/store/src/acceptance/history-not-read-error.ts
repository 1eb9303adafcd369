/**
 * A capture asked for history that was not read. It happens when the batch's own messages turned out otherwise than they were
 * taken to be for reading; alone in its batch, a message cannot run into it. Never answered with "none".
 */
export class HistoryNotReadError extends Error {
  override readonly name = 'HistoryNotReadError'
}
