import { explanationInWords } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { explanationOf, loadEvaluation, recomputationOf, reportOf } from '@pantau/store'
import type { RecomputationOutcome, StoredEvaluation } from '@pantau/store'
import { CommandFailure, onlyPositional, TENANT_OPTION } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'pantau explain <MsgId> [--tenant DEFAULT] [--json] [--recompute]',
  summary:
    'say in words how a message was decided; with --json, explanation and report for programs; with --recompute, whether it is decided the same again',
  options: {
    ...TENANT_OPTION,
    json: { type: 'boolean', default: false },
    recompute: { type: 'boolean', default: false },
  },
  async run(context) {
    const messageId = onlyPositional(context, 'the MsgId of an evaluated message')
    const tenantId = String(context.options['tenant'])
    const stored = await loadEvaluation(await context.openPool(), { tenantId, messageId })
    if (stored === undefined) {
      throw new CommandFailure(`${tenantId} has no evaluation of a message ${messageId}`)
    }
    if (context.options['recompute'] === true) {
      sayRecomputed(context, stored)
    } else if (context.options['json'] === true) {
      const explanation = explanationOf(stored, ruleRegistry)
      context.print(JSON.stringify({ explanation, ...reportOf(stored) }, null, 2))
    } else {
      for (const line of explanationInWords(explanationOf(stored, ruleRegistry))) {
        context.print(line)
      }
    }
  },
}

/** @throws CommandFailure unless the evaluation is reproduced: the exit code says it too */
function sayRecomputed(context: CommandContext, stored: StoredEvaluation): void {
  const { header, status } = stored.record
  const outcome = recomputationOf(stored, ruleRegistry)
  if (context.options['json'] === true) {
    context.print(JSON.stringify(outcome, null, 2))
  }
  if (outcome.kind !== 'identical') {
    throw new CommandFailure(failureOf(header.messageId, outcome))
  }
  if (context.options['json'] !== true) {
    context.print(
      `${header.messageId}: ${status}, reproduced. Computed again from the stored facts under configuration ` +
        `${header.configDigest}, the record is the same to the byte (${stored.recordBytes.length} bytes; times are those stored).`,
    )
  }
}

function failureOf(messageId: string, outcome: Exclude<RecomputationOutcome, { kind: 'identical' }>): string {
  if (outcome.kind === 'not-possible') {
    return `${messageId} cannot be computed again: ${outcome.reason}`
  }
  return [
    `${messageId} is not reproduced:`,
    ...outcome.differences.map(
      ({ what, stored, recomputed }) => `  ${what}\n    stored      ${stored}\n    recomputed  ${recomputed}`,
    ),
  ].join('\n')
}
