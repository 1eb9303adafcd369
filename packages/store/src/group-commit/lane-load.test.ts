import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LaneLoad } from './lane-load.ts'

function heavyOf(lanes: readonly string[]): readonly string[] {
  const load = new LaneLoad()
  for (const lane of lanes) {
    load.add(lane)
  }
  return [...load.heavy()].sort()
}

describe('the load of lanes', () => {
  it.each([
    ['', ''],
    ['nnnnnnnnnn', ''],
    ['nnnqnnnq', ''],
    ['nnnqnnnnq', 'n'],
    ['aaaabbbcccdddddd', ''],
    ['nnnnnnabc', 'n'],
    ['nnnnnnmmmmmmmabc', 'mn'],
  ])('of %j is heavy by %j', (lanes, expected) => {
    expect(heavyOf(lanes.split('')).join('')).toBe(expected)
  })

  it('is what was added and not removed, whatever the order', () => {
    const lane = constantFrom('a', 'b', 'c')
    assert(
      property(array(lane), array(lane), (left, gone) => {
        const load = new LaneLoad()
        for (const each of [...gone, ...left]) {
          load.add(each)
        }
        for (const each of gone) {
          load.remove(each)
        }
        expect([...load.heavy()].sort()).toEqual(heavyOf(left))
      }),
    )
  })
})
