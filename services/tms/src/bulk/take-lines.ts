import { setImmediate as nextTurn } from 'node:timers/promises'
import type { BodyLine } from './read-lines.ts'
import type { LineAnswer, LineResult } from './line-answer.ts'

/** Lines of a body that are on their way at the same time: enough to fill commits, few enough to leave room for others. */
export const LINES_IN_FLIGHT_MAX = 64
/** Lines that are read in one turn of the event loop: lines that are refused at once would block everybody else. */
const LINES_PER_TURN = 32

/** A line that was read: what became of it, or the message that is to be accepted. */
export type ReadLine =
  | { readonly kind: 'answered'; readonly result: LineResult }
  /** `key` is equal for lines with the same message identification and type. */
  | {
      readonly kind: 'message'
      readonly key: string
      readonly messageId: string
      /** Resolves with a place for it, or with why there is none. */
      admit(): Promise<Admitted | { readonly kind: 'refused'; readonly result: LineResult }>
    }

export interface Admitted {
  readonly kind: 'admitted'
  /** Accepts the message. Never rejects. */
  accept(): Promise<LineResult>
}

/**
 * Takes lines in their order, many at the same time, and gives the answers in the order of the lines. A line waits for one before it with
 * the same identification, so that the first of them counts. When the body breaks off, what is on its way is finished first.
 * @param lines throws when the body broke off @param read what a line is; never throws
 */
export async function takeLines(
  lines: AsyncIterable<BodyLine>,
  read: (line: BodyLine) => ReadLine,
): Promise<readonly LineAnswer[]> {
  const answers: LineAnswer[] = []
  const inFlight = new Map<string, Promise<void>>()
  try {
    for await (const line of lines) {
      const index = answers.length
      if (index % LINES_PER_TURN === LINES_PER_TURN - 1) {
        await nextTurn()
      }
      const found = read(line)
      if (found.kind === 'answered') {
        answers.push({ line: line.number, ...found.result })
        continue
      }
      const { key, messageId } = found
      await inFlight.get(key)
      while (inFlight.size >= LINES_IN_FLIGHT_MAX) {
        await Promise.race(inFlight.values())
      }
      const admitted = await found.admit()
      const answerOf = ({ status, ...rest }: LineResult): LineAnswer => ({
        line: line.number,
        status,
        messageId,
        ...rest,
      })
      if (admitted.kind === 'refused') {
        answers.push(answerOf(admitted.result))
        continue
      }
      // Its place in the order; replaced when the answer is there.
      answers.push({ line: line.number, status: 0, message: '' })
      const finish = async (): Promise<void> => {
        answers[index] = answerOf(await admitted.accept())
        inFlight.delete(key)
      }
      inFlight.set(key, finish())
    }
  } finally {
    await Promise.all(inFlight.values())
  }
  return answers
}
