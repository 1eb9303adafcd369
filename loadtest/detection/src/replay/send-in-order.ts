/** One message to send, and the accounts whose messages must keep their order. */
export interface OrderedSend {
  readonly accounts: readonly number[]
  send(): Promise<void>
}

/**
 * Sends at most `inFlightMax` messages at a time; of two that share an account the later one waits for the answer to the earlier one. A failure
 * ends the run with the first error, once what is under way has its answer.
 */
export async function sendInOrder(
  messages: Iterable<OrderedSend>,
  inFlightMax: number,
  onSent: (sent: number) => void,
): Promise<void> {
  const lastOf = new Map<number, Promise<void>>()
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  let sent = 0
  for (const message of messages) {
    const earlier = message.accounts.flatMap((account) => lastOf.get(account) ?? [])
    const run: Promise<void> = sendAfter(earlier, message, failures).finally(() => {
      running.delete(run)
      sent += 1
      onSent(sent)
    })
    running.add(run)
    for (const account of message.accounts) {
      lastOf.set(account, run)
    }
    if (running.size >= inFlightMax) {
      await Promise.race(running)
    }
    if (failures.length > 0) {
      break
    }
  }
  await Promise.all(running)
  if (failures.length > 0) {
    throw failures[0]
  }
}

async function sendAfter(
  earlier: readonly Promise<void>[],
  message: OrderedSend,
  failures: unknown[],
): Promise<void> {
  await Promise.all(earlier)
  if (failures.length > 0) {
    return
  }
  try {
    await message.send()
  } catch (error) {
    failures.push(error)
  }
}
