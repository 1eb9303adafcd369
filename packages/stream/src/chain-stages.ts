import type { Encoded } from '@pantau/contracts'
import type { Channel } from './channel.ts'
import { pairVerdicts } from './pair-verdicts.ts'
import { ack, retry } from './stage.ts'
import type { Outgoing, Stage, Verdict } from './stage.ts'

/** What the next stage of a chain is handed at once, however many messages the one before produced. */
const CHAINED_BATCH_MAX = 256

/**
 * Several stages as one: an output whose channel is the input of the next stage is handed over in memory instead of being published.
 * The chain's input is acked only when all that was derived from it is. If one derived message must be retried, the input is, after
 * the longest delay; else if one is rejected, the input is, with that reason: what stages have stored by then is idempotent, so the
 * input may come again as a whole. Outputs for channels outside the chain are the chain's outputs.
 */
export function chainStages<A, B, NextB extends B, C>(
  first: Stage<A, B>,
  second: Stage<NextB, C>,
): Stage<A, B | C>
export function chainStages<A, B, NextB extends B, C, NextC extends B | C, D>(
  first: Stage<A, B>,
  second: Stage<NextB, C>,
  third: Stage<NextC, D>,
): Stage<A, B | C | D>
export function chainStages<A, B, NextB extends B, C, NextC extends B | C, D, NextD extends B | C | D, E>(
  first: Stage<A, B>,
  second: Stage<NextB, C>,
  third: Stage<NextC, D>,
  fourth: Stage<NextD, E>,
): Stage<A, B | C | D | E>
export function chainStages(
  first: Stage<unknown, unknown>,
  ...others: readonly Stage<unknown, unknown>[]
): Stage<unknown, unknown> {
  return others.reduce(chainPair, first)
}

function chainPair<A, B, C>(first: Stage<A, B>, second: Stage<unknown, C>): Stage<A, B | C> {
  return {
    name: `${first.name}+${second.name}`,
    input: first.input,
    async handle(batch) {
      const verdicts = await first.handle(batch)
      const parts = verdicts.map((verdict) => splitVerdict<B, C>(verdict, second.input))
      const inside = parts.flatMap((part) => part.inside.map((message) => ({ message, part })))
      for (let start = 0; start < inside.length; start += CHAINED_BATCH_MAX) {
        const handed = inside.slice(start, start + CHAINED_BATCH_MAX)
        const answers = await second.handle(handed.map(({ message }) => message))
        for (const [{ part }, answer] of pairVerdicts(second.name, handed, answers)) {
          part.verdicts.push(answer)
        }
      }
      return parts.map((part) => joinVerdicts(part.verdicts))
    },
  }
}

/** What became of one message so far, and what the next stage still has to say about it. */
interface VerdictInParts<Out> {
  readonly verdicts: Verdict<Out>[]
  readonly inside: readonly Encoded<unknown>[]
}

function splitVerdict<B, C>(verdict: Verdict<B>, next: Channel<unknown>): VerdictInParts<B | C> {
  if (verdict.kind !== 'ack') {
    return { verdicts: [verdict], inside: [] }
  }
  const isInside = (output: Outgoing<B>): boolean => output.channel.name === next.name
  return {
    verdicts: [ack(verdict.outputs.filter((output) => !isInside(output)))],
    inside: verdict.outputs.filter(isInside).map(({ message }) => message),
  }
}

/** Retry wins over reject, so that nothing is put away that may yet succeed; reject wins over ack. */
function joinVerdicts<Out>(verdicts: readonly Verdict<Out>[]): Verdict<Out> {
  const retries = verdicts.filter((verdict) => verdict.kind === 'retry')
  const [firstRetry] = retries
  if (firstRetry !== undefined) {
    return retry(Math.max(...retries.map(({ delayMs }) => delayMs)), firstRetry.reason)
  }
  const rejected = verdicts.find((verdict) => verdict.kind === 'reject')
  return rejected ?? ack(verdicts.flatMap((verdict) => (verdict.kind === 'ack' ? verdict.outputs : [])))
}
