import { ledgerTable, readLedger } from '@pantau/store'
import { CommandFailure, textOption, UsageError } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const ledger: Command = {
  name: 'ledger',
  usage: 'pantau ledger [--tenant T] [--from YYYY-MM-DD] [--to YYYY-MM-DD]',
  summary: 'account for every accepted message, per tenant and day; exit code 1 when it does not balance',
  options: { tenant: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  async run(context) {
    const tenantId = textOption(context, 'tenant')
    const fromDay = dayOption(context, 'from')
    const toDay = dayOption(context, 'to')
    const days = await readLedger(await context.openPool(), {
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(fromDay === undefined ? {} : { fromDay }),
      ...(toDay === undefined ? {} : { toDay }),
    })
    for (const line of ledgerTable(days)) {
      context.print(line)
    }
    if (days.some(({ balanced }) => !balanced)) {
      throw new CommandFailure('The ledger does not balance: accepted messages are missing')
    }
  },
}

function dayOption(context: CommandContext, name: string): string | undefined {
  const value = textOption(context, name)
  if (value !== undefined && (!DAY.test(value) || Number.isNaN(Date.parse(`${value}T00:00:00Z`)))) {
    throw new UsageError(`--${name} takes a day as YYYY-MM-DD`)
  }
  return value
}
