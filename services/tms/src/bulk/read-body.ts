import type { IncomingMessage } from 'node:http'

/** A sender may pause for so long. */
const CHUNK_WITHIN_MS = 10_000

/** A body that broke off, or paused for too long. Nobody is there to read that; the connection is gone. */
export class BrokenBodyError extends Error {
  override readonly name = 'BrokenBodyError'
  readonly statusCode = 400
}

/** The chunks of a body as they come. Does not end the connection when it is left early. @throws BrokenBodyError */
export async function* readBody(raw: IncomingMessage): AsyncGenerator<Buffer, void, void> {
  const chunks: AsyncIterator<unknown> = raw.iterator({ destroyOnReturn: false })
  try {
    while (true) {
      const late = setTimeout(() => raw.destroy(), CHUNK_WITHIN_MS)
      const { done, value } = await chunks.next().finally(() => clearTimeout(late))
      if (done === true) {
        return
      }
      if (!(value instanceof Buffer)) {
        throw new TypeError('A body without an encoding comes as bytes')
      }
      yield value
    }
  } catch (cause) {
    throw cause instanceof TypeError ? cause : new BrokenBodyError('The body broke off', { cause })
  } finally {
    await chunks.return?.()
  }
}
