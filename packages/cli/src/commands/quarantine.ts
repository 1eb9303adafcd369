import { messageKeyText } from '@pantau/contracts'
import { createQuarantine } from '@pantau/store'
import { CommandFailure, onlyPositional, UsageError } from '../command.ts'
import type { Command } from '../command.ts'

const LIST_MAX = 200

export const quarantineList: Command = {
  name: 'quarantine list',
  usage: 'pantau quarantine list',
  summary: `the messages that a stage refused for good, oldest first, at most ${LIST_MAX}`,
  options: {},
  async run(context) {
    const cases = await createQuarantine(await context.openPool()).list(LIST_MAX)
    for (const { id, key, stage, reason, quarantinedAtMs } of cases) {
      const message = key === undefined ? 'unreadable' : messageKeyText(key)
      context.print(`${id}  ${new Date(quarantinedAtMs).toISOString()}  ${stage}  ${message}  ${reason}`)
    }
    context.print(`${cases.length} in quarantine`)
  },
}

export const quarantineRelease: Command = {
  name: 'quarantine release',
  usage: 'pantau quarantine release <id>',
  summary: 'close a case once its cause is repaired; the reconciler sends the message again',
  options: {},
  async run(context) {
    const id = onlyPositional(context, 'the id of a case')
    if (!/^\d{1,18}$/.test(id)) {
      throw new UsageError('An id is a number, as `pantau quarantine list` shows it')
    }
    const released = await createQuarantine(await context.openPool()).resolve(id)
    if (released === undefined) {
      throw new CommandFailure(`There is no open case ${id}`)
    }
    context.print(
      released.key === undefined
        ? `Closed ${id}: its bytes could not be read, so nothing is sent again`
        : `Released ${messageKeyText(released.key)}`,
    )
  },
}
