import { describe, expect, it } from 'vitest'
import { channels } from './channels.ts'

const all = [
  channels.eventDirector,
  channels.rules('default'),
  channels.rules('network'),
  channels.typologyProcessor,
  channels.tadp,
]

describe('channels', () => {
  it('have distinct names and subjects', () => {
    expect(new Set(all.map((channel) => channel.name)).size).toBe(all.length)
    expect(new Set(all.map((channel) => channel.subject)).size).toBe(all.length)
  })

  it('have names and subjects that a broker accepts', () => {
    for (const channel of all) {
      expect(channel.name).toMatch(/^[A-Za-z0-9-]+$/)
      expect(channel.subject).toMatch(/^pantau\.v1(\.[a-z0-9-]+)+$/)
    }
  })

  it('keep the input of every stage in a stream of its own, rule groups together', () => {
    expect(new Set(all.map((channel) => channel.stream)).size).toBe(4)
  })
})
