import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerEntry } from './ledger-entry.ts'
import { IdLedger, LedgerError, readLedger } from './id-ledger.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-ledger-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function entriesOf(path: string): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  for await (const entry of readLedger(path)) {
    entries.push(entry)
  }
  return entries
}

describe('the ledger of message ids', () => {
  it('gives back what was appended, in order', async () => {
    const path = join(folder, 'ledger.tsv')
    const ledger = await IdLedger.create(path)
    const written: readonly LedgerEntry[] = Array.from({ length: 1000 }, (_, index) => ({
      atEpochMs: 1_786_000_000_000 + index,
      transactionType: index % 2 === 0 ? 'pacs.008.001.10' : 'pacs.002.001.12',
      messageId: `M-${index}`,
      event: index % 3 === 0 ? 'due' : '200',
    }))
    for (const entry of written) {
      ledger.append(entry)
    }
    await ledger.close()
    expect(await entriesOf(path)).toEqual(written)
  })

  it('gives back all lines, over many parts of the file, to a reader that takes longer over them than reading does', async () => {
    const path = join(folder, 'ledger.tsv')
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `${index}\tpacs.008.001.10\tM-ä${index}\t200\n`,
    )
    await writeFile(path, lines.join(''))
    let count = 0
    for await (const { messageId } of readLedger(path)) {
      expect(messageId).toBe(`M-ä${count}`)
      count += 1
      if (count % 1_000 === 0) {
        await stat(path)
      }
    }
    expect(count).toBe(20_000)
  })

  it('is on disk after flush, while the ledger stays open', async () => {
    const path = join(folder, 'ledger.tsv')
    const ledger = await IdLedger.create(path, 3_600_000)
    ledger.append({ atEpochMs: 1, transactionType: 'pacs.008.001.10', messageId: 'M-1', event: 'due' })
    await ledger.flush()
    expect(await entriesOf(path)).toHaveLength(1)
    await ledger.close()
  })

  it('never overwrites an earlier ledger', async () => {
    const path = join(folder, 'ledger.tsv')
    await writeFile(path, '')
    await expect(IdLedger.create(path)).rejects.toThrow('EEXIST')
  })

  it('refuses a file that is not a ledger', async () => {
    const path = join(folder, 'ledger.tsv')
    await writeFile(path, '1\tpacs.008.001.10\tM-1\tdue\n2\tpacs.009\tM-2\tdue\n')
    await expect(entriesOf(path)).rejects.toThrow(LedgerError)
  })
})
