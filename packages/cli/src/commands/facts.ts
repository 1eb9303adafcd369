import {
  listAccountRefs,
  ownerExists,
  rebuildAccountStates,
  sampleAccountRefs,
  verifyAccountStates,
} from '@pantau/store'
import type { AccountRef, StorePool } from '@pantau/store'
import { CommandFailure, textOption, UsageError } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

/** Accounts between two lines of progress. */
const PAGE_ACCOUNTS = 500
const SAMPLE_MAX = 100_000

export const factsRebuild: Command = {
  name: 'facts rebuild',
  usage: 'pantau facts rebuild [--tenant T] [--account A]',
  summary:
    'fold account states anew from the payments on record, of one account (with its tenant), of a tenant or of all; payments go on meanwhile',
  options: { tenant: { type: 'string' }, account: { type: 'string' } },
  async run(context) {
    const tenantId = textOption(context, 'tenant')
    const accountId = textOption(context, 'account')
    const pool = await context.openPool()
    const pages =
      accountId === undefined ? accountPages(pool, tenantId) : [[await oneAccount(pool, tenantId, accountId)]]
    let accounts = 0
    let payments = 0
    for await (const page of pages) {
      const report = await rebuildAccountStates(pool, page)
      accounts += report.accounts
      payments += report.payments
      context.print(`${accounts} accounts rebuilt from ${payments} payments`)
    }
    context.print(`Done: ${accounts} accounts`)
  },
}

export const factsVerify: Command = {
  name: 'facts verify',
  usage: 'pantau facts verify [--tenant T] [--account A] [--sample N]',
  summary:
    'compare account states with what the payments on record fold to, of all accounts or of N drawn at random; exit code 1 on drift',
  options: { tenant: { type: 'string' }, account: { type: 'string' }, sample: { type: 'string' } },
  async run(context) {
    const tenantId = textOption(context, 'tenant')
    const accountId = textOption(context, 'account')
    const sample = sampleOption(context)
    const pool = await context.openPool()
    const counts = { verified: 0, stale: 0, drifted: 0 }
    for await (const page of pagesToVerify(pool, { tenantId, accountId, sample })) {
      for (const { verdict, ...account } of await verifyAccountStates(pool, page)) {
        counts.verified += 1
        counts.stale += verdict === 'stale' ? 1 : 0
        if (verdict !== 'equal' && verdict !== 'stale') {
          counts.drifted += 1
          context.print(
            `${account.tenantId} ${account.accountId}: ${verdict} differs from the payments on record`,
          )
        }
      }
      context.print(`${counts.verified} accounts compared, ${counts.stale} to be rebuilt when next needed`)
    }
    if (counts.drifted > 0) {
      throw new CommandFailure(
        `${counts.drifted} of ${counts.verified} accounts have drifted; facts rebuild repairs them`,
      )
    }
    context.print(`No drift in ${counts.verified} accounts`)
  },
}

interface Selection {
  readonly tenantId: string | undefined
  readonly accountId: string | undefined
  readonly sample: number | undefined
}

async function* pagesToVerify(
  pool: StorePool,
  { tenantId, accountId, sample }: Selection,
): AsyncGenerator<readonly AccountRef[]> {
  if (accountId !== undefined) {
    yield [await oneAccount(pool, tenantId, accountId)]
  } else if (sample !== undefined) {
    yield await sampleAccountRefs(pool, { ...(tenantId === undefined ? {} : { tenantId }), limit: sample })
  } else {
    yield* accountPages(pool, tenantId)
  }
}

/** All accounts, page by page. Those that come up meanwhile may be among them. */
async function* accountPages(
  pool: StorePool,
  tenantId: string | undefined,
): AsyncGenerator<readonly AccountRef[]> {
  let after: AccountRef | undefined
  for (;;) {
    const page = await listAccountRefs(pool, {
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(after === undefined ? {} : { after }),
      limit: PAGE_ACCOUNTS,
    })
    if (page.length > 0) {
      yield page
    }
    after = page.at(-1)
    if (page.length < PAGE_ACCOUNTS) {
      return
    }
  }
}

async function oneAccount(
  pool: StorePool,
  tenantId: string | undefined,
  accountId: string,
): Promise<AccountRef> {
  if (tenantId === undefined) {
    throw new UsageError('--account needs --tenant')
  }
  if (!(await ownerExists(pool, tenantId, { kind: 'account', id: accountId }))) {
    throw new CommandFailure(`${tenantId} has no account ${accountId}`)
  }
  return { tenantId, accountId }
}

function sampleOption(context: CommandContext): number | undefined {
  const text = textOption(context, 'sample')
  if (text === undefined) {
    return undefined
  }
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0 || Number(text) > SAMPLE_MAX) {
    throw new UsageError(`--sample takes a number from 1 to ${SAMPLE_MAX}`)
  }
  return Number(text)
}
