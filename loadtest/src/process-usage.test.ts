import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { parseProcessStat, readProcessTreeUsage, readProcessUsage } from './process-usage.ts'

describe('process usage', () => {
  it('parses a stat line whose command name holds blanks and parentheses', () => {
    const line =
      '812 (postgres: io (worker) 0) S 804 812 812 0 -1 4194304 900 12 0 0 150 50 7 3 20 0 1 0 888 2 3'
    expect(parseProcessStat(line)).toEqual({ parentId: 804, ownTicks: 200, endedChildrenTicks: 10 })
  })

  it('counts the CPU time of descendants where that is asked for', async () => {
    const burn =
      'for(let used=0;used<400_000;){const{user,system}=process.cpuUsage();used=user+system}console.log(process.pid);setTimeout(()=>{},60_000)'
    const child = spawn('/bin/sh', ['-c', `"${process.execPath}" -e '${burn}'; true`])
    const [burnerId] = await once(child.stdout, 'data')
    try {
      const tree = await readProcessTreeUsage(Number(child.pid))
      expect(tree?.cpuSeconds).toBeGreaterThan(0.3)
      expect(tree?.memoryBytes).toBeGreaterThan(1_000_000)
      const shell = await readProcessUsage(Number(child.pid))
      expect(shell?.cpuSeconds).toBeLessThan(0.2)
      expect((await readProcessUsage(Number(burnerId)))?.cpuSeconds).toBeGreaterThan(0.3)
    } finally {
      process.kill(Number(burnerId), 'SIGKILL')
      await once(child, 'exit')
    }
  })

  it('knows nothing of a process that does not exist', async () => {
    expect(await readProcessUsage(2 ** 30)).toBeUndefined()
    expect(await readProcessTreeUsage(2 ** 30)).toBeUndefined()
  })
})
