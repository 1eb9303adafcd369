import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { expect, test } from 'vitest'
import { schemaProblems } from './schema-problems.ts'

const validator = Compile(
  Type.Object({
    name: Type.String(),
    kind: Type.Union([Type.Literal('a'), Type.Literal('b')]),
    weights: Type.Array(Type.Union([Type.Number(), Type.String()]), { minItems: 1 }),
    'a/b~c': Type.Optional(Type.Object({ deep: Type.Number() })),
  }),
)
const valid = { name: 'n', kind: 'a', weights: [1] }

test('a valid value has no problems', () => {
  expect(schemaProblems(validator, valid)).toEqual([])
})

test('every missing property is a problem of its own, at the place where it belongs', () => {
  expect(schemaProblems(validator, { weights: [1] })).toEqual([
    { path: '/name', message: 'is required' },
    { path: '/kind', message: 'is required' },
  ])
})

test('property names are escaped as RFC 6901 demands', () => {
  expect(schemaProblems(validator, { ...valid, 'a/b~c': {} })).toEqual([
    { path: '/a~1b~0c/deep', message: 'is required' },
  ])
})

test('a union that fits nowhere is one problem that names every branch', () => {
  expect(schemaProblems(validator, { ...valid, kind: 'c', weights: [null] })).toEqual([
    { path: '/kind', message: 'must be "a" or must be "b"' },
    { path: '/weights/0', message: 'must be number or must be string' },
  ])
})

test('a value that no list of values has is one problem that names the list', () => {
  expect(schemaProblems(Compile(Type.Enum(['a', 'b'])), 'c')).toEqual([
    { path: '', message: 'must be one of "a", "b"' },
  ])
})

test('more problems than typebox reports by itself are all reported, and its own limit is left as it was', () => {
  const before = Settings.Get().maxErrors
  const weights = Array.from({ length: 40 }, () => null)
  expect(schemaProblems(validator, { ...valid, weights })).toHaveLength(40)
  expect(Settings.Get().maxErrors).toBe(before)
})

test('a value of another kind is a problem of the whole', () => {
  expect(schemaProblems(validator, 5)).toEqual([{ path: '', message: 'must be object' }])
})
