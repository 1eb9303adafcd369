import { channels, UndecodableMessageError } from '@pantau/contracts'
import type { Codec, EvaluationHeader } from '@pantau/contracts'
import type { Quarantine } from '@pantau/store'
import type { QuarantineEntry, QuarantineSink } from '@pantau/stream'

/** The stream package's quarantine, kept in the database under the key of the message where that can be read. */
export function quarantineSink(quarantine: Quarantine): QuarantineSink {
  return {
    put(entry) {
      const header = headerOf(entry)
      return quarantine.put({
        ...entry,
        ...(header === undefined
          ? {}
          : {
              key: {
                tenantId: header.tenantId,
                transactionType: header.transactionType,
                messageId: header.messageId,
              },
              acceptedAtMs: header.acceptedAtMs,
            }),
      })
    },
  }
}

/** The codec of the channel that an entry came from. */
function codecOf(channel: string): Codec<{ readonly header: EvaluationHeader }> {
  const { eventDirector, typologyProcessor, tadp } = channels
  const fixed = [eventDirector, typologyProcessor, tadp].find(({ name }) => name === channel)
  return fixed?.codec ?? channels.rules('default').codec
}

function headerOf({ channel, bytes }: QuarantineEntry): EvaluationHeader | undefined {
  try {
    return codecOf(channel).decode(bytes).header
  } catch (error) {
    if (error instanceof UndecodableMessageError) {
      return undefined
    }
    throw error
  }
}
