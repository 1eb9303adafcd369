/** An answer is longer than anything that was asked for. */
export class OversizedAnswerError extends Error {
  override readonly name = 'OversizedAnswerError'
}

/** The text of an answer of at most so many bytes. @throws OversizedAnswerError */
export async function readBounded(body: AsyncIterable<Uint8Array>, sizeMaxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  // Leaving the loop early ends the connection.
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > sizeMaxBytes) {
      throw new OversizedAnswerError(`The answer is longer than ${sizeMaxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
