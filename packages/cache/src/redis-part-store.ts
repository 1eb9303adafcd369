import type { CollectedParts, PartStore, StoredPart } from '@pantau/contracts'
import { ReplyError } from 'ioredis'
import type { Redis } from 'ioredis'
import { CacheUnavailableError } from './cache-unavailable-error.ts'
import { PART_LIFETIMES } from './part-lifetimes.ts'
import type { PartLifetimes } from './part-lifetimes.ts'

const KEY_PREFIX = 'pantau:fan-in:'

/**
 * KEYS[1] the payment; ARGV the part's index, the number of parts, the part's bytes, and the two lifetimes in milliseconds. A hash of
 * parts by index, and under `at` the server's time of the first part. Every key gets its time to live in the step that makes it. One
 * key per call: it runs on a cluster as it is. Answers the age in milliseconds and the fields of the hash.
 */
const ADD_PART = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('HSETNX', KEYS[1], 'at', string.format('%.0f', now)) == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[3]) == 1 and redis.call('HLEN', KEYS[1]) == ARGV[2] + 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
local age = now - tonumber(redis.call('HGET', KEYS[1], 'at'))
return {age, redis.call('HGETALL', KEYS[1])}
`

/** Errors of the commands themselves. All others say that the server cannot serve them now: loading, out of memory, failing over. */
const PROGRAMMING_ERRORS = /^(ERR|WRONGTYPE)\b/

export interface RedisPartStoreOptions {
  readonly client: Redis
  /** `PART_LIFETIMES` unless told. */
  readonly lifetimes?: PartLifetimes
}

/** Keeps parts in Redis or Valkey: for services that run in several processes. */
export function createRedisPartStore(options: RedisPartStoreOptions): PartStore {
  const { client, lifetimes = PART_LIFETIMES } = options

  async function add(parts: readonly StoredPart[]): Promise<readonly CollectedParts[]> {
    if (parts.length === 0) {
      return []
    }
    const pipeline = client.pipeline()
    for (const { key, index, count, bytes } of parts) {
      // A view on the part's bytes, not a copy.
      const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const { incompleteMs, completeMs } = lifetimes
      const values = [index, count, value, incompleteMs, completeMs]
      pipeline.callBuffer('EVAL', ADD_PART, 1, `${KEY_PREFIX}${key}`, ...values)
    }
    return (await execute(pipeline)).map(readReply)
  }

  return { add }
}

type Pipeline = ReturnType<Redis['pipeline']>

/** @throws CacheUnavailableError */
async function execute(pipeline: Pipeline): Promise<readonly unknown[]> {
  let replies: Awaited<ReturnType<Pipeline['exec']>>
  try {
    replies = await pipeline.exec()
  } catch (cause) {
    throw new CacheUnavailableError('The cache did not answer', { cause })
  }
  if (replies === null) {
    throw new CacheUnavailableError('The cache dropped the commands')
  }
  return replies.map(([error, reply]) => {
    if (error === null) {
      return reply
    }
    if (error instanceof ReplyError && PROGRAMMING_ERRORS.test(error.message)) {
      throw error
    }
    throw new CacheUnavailableError('The cache did not serve a command', { cause: error })
  })
}

function readReply(reply: unknown): CollectedParts {
  const [ageMs, fields]: readonly unknown[] = Array.isArray(reply) ? reply : []
  if (typeof ageMs !== 'number' || !Array.isArray(fields)) {
    throw new TypeError('The script answers an age and fields')
  }
  const parts = new Map<number, Uint8Array>()
  for (let position = 0; position < fields.length; position += 2) {
    const field: unknown = fields[position]
    const value: unknown = fields[position + 1]
    if (!Buffer.isBuffer(field) || !Buffer.isBuffer(value)) {
      throw new TypeError('The fields of a payment are bytes')
    }
    const name = field.toString('latin1')
    if (name !== 'at') {
      parts.set(Number(name), value)
    }
  }
  return { parts, ageMs }
}
