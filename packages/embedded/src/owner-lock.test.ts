import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acquireOwnerLock, OwnerLockHeldError } from './owner-lock.ts'

const CONTENDERS = 20
const WAIT_MS = 60_000

let folder = ''
let path = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-lock-'))
  path = join(folder, 'owner.lock')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** How many of the contenders were ever inside at once. */
async function mostInside(): Promise<number> {
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: CONTENDERS }, async () => {
      const lock = await acquireOwnerLock(path, WAIT_MS)
      inside += 1
      most = Math.max(most, inside)
      await nextTurn()
      inside -= 1
      await lock.release()
    }),
  )
  return most
}

it('lets one holder in at a time, and everybody in the end', async () => {
  expect(await mostInside()).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

it('is refused at once, with the holder’s id, unless the caller waits', async () => {
  const lock = await acquireOwnerLock(path)
  await expect(acquireOwnerLock(path)).rejects.toThrow(OwnerLockHeldError)
  await expect(acquireOwnerLock(path)).rejects.toThrow(String(process.pid))
  await lock.release()
  await (await acquireOwnerLock(path)).release()
})

it('is free when its holder has died, and still lets in one at a time', async () => {
  const dead = spawnSync('true')
  for (let time = 0; time < 5; time += 1) {
    await writeFile(path, `${dead.pid} 1`)
    expect(await mostInside()).toBe(1)
  }
})

it('is free when the one that removed a dead holder’s lock has died, too', async () => {
  const dead = spawnSync('true')
  await writeFile(path, `${dead.pid} 1`)
  await writeFile(`${path}.removal`, `${dead.pid} 1`)
  expect(await mostInside()).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

it('is free when the holder’s process id belongs to another process by now', async () => {
  await writeFile(path, `${process.pid} started at another time`)
  await (await acquireOwnerLock(path)).release()
})

it('is not given back twice', async () => {
  const first = await acquireOwnerLock(path)
  await first.release()
  const second = await acquireOwnerLock(path)
  await first.release()
  expect(await readFile(path, 'utf8')).toContain(String(process.pid))
  await second.release()
})
