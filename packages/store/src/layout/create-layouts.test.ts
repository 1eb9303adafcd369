import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { createLayouts } from './create-layouts.ts'

test('equal names have one layout, others have another, in every process', () => {
  const layouts = createLayouts()
  assert(
    property(array(string()), array(string()), (left, right) => {
      const layout = layouts.of(left)
      expect(layout.names).toEqual(left)
      expect(layouts.of([...left])).toBe(layout)
      expect(createLayouts().of(left).id).toBe(layout.id)
      expect(layouts.of(right).id === layout.id).toBe(JSON.stringify(left) === JSON.stringify(right))
    }),
  )
})

test('more layouts than are kept at hand keep their ids', () => {
  const layouts = createLayouts()
  const first = layouts.of(['first'])
  for (let other = 0; other < 100; other += 1) {
    layouts.of([`${other}`])
  }
  expect(layouts.of(['first'])).toEqual(first)
})
