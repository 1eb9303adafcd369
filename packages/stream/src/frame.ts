/**
 * A frame carries several messages of one subject as one message of the broker: newline-delimited JSON (https://github.com/ndjson/ndjson-spec),
 * one encoded message per line. The broker's cost is per message, ours is per byte; a frame moves a batch for the price of one.
 */
export const FRAME_HEADER = 'Pantau-Frame'
export const FRAME_VERSION = '1'
export const FRAME_MESSAGES_MAX = 256
/** Half of the broker's default `max_payload`, so that headers and growth fit. */
export const FRAME_BYTES_MAX = 512 * 1024

const NEWLINE = 0x0a

/** A message that no frame can carry: too large, or with a raw newline in it. Trying again does not help. */
export class UnframeableMessageError extends Error {
  override readonly name = 'UnframeableMessageError'
}

/** As few frames as the bounds allow, in order. @throws UnframeableMessageError */
export function buildFrames(messages: readonly Uint8Array[]): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  for (const message of messages) {
    assertFrameable(message)
    const bytesWithNewline = message.length + 1
    if (pending.length === FRAME_MESSAGES_MAX || pendingBytes + bytesWithNewline > FRAME_BYTES_MAX) {
      frames.push(joinLines(pending, pendingBytes))
      pending = []
      pendingBytes = 0
    }
    pending.push(message)
    pendingBytes += bytesWithNewline
  }
  if (pending.length > 0) {
    frames.push(joinLines(pending, pendingBytes))
  }
  return frames
}

/** The messages of a frame, as views on its bytes: nothing is copied or parsed. */
export function splitFrame(frame: Uint8Array): readonly Uint8Array[] {
  const messages: Uint8Array[] = []
  let start = 0
  while (start < frame.length) {
    const newline = frame.indexOf(NEWLINE, start)
    const end = newline === -1 ? frame.length : newline
    if (end > start) {
      messages.push(frame.subarray(start, end))
    }
    start = end + 1
  }
  return messages
}

/** @throws UnframeableMessageError */
function assertFrameable(message: Uint8Array): void {
  if (message.length === 0 || message.length >= FRAME_BYTES_MAX) {
    throw new UnframeableMessageError(
      `A message of ${message.length} bytes does not fit a frame of 1 to ${FRAME_BYTES_MAX - 1} bytes`,
    )
  }
  if (message.includes(NEWLINE)) {
    throw new UnframeableMessageError('An encoded message must not contain a raw newline')
  }
}

function joinLines(messages: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const frame = new Uint8Array(sizeBytes)
  let offset = 0
  for (const message of messages) {
    frame.set(message, offset)
    offset += message.length
    frame[offset] = NEWLINE
    offset += 1
  }
  return frame
}
