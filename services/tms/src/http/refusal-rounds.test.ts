import { expect, it } from 'vitest'
import { HandClock } from '../../test/hand-clock.ts'
import { RefusalRounds } from './refusal-rounds.ts'

function open() {
  const clock = new HandClock()
  const rounds = new RefusalRounds(clock)
  const sent: number[] = []
  const refuse = (number: number): void => rounds.answer(() => sent.push(number))
  return { clock, sent, refuse }
}

it('answers one refusal at once', () => {
  const { sent, refuse } = open()
  refuse(1)
  expect(sent).toEqual([1])
})

it('answers those that come within 20 ms of it together, in their order', () => {
  const { clock, sent, refuse } = open()
  refuse(1)
  refuse(2)
  clock.advance(19)
  refuse(3)
  expect(sent).toEqual([1])
  clock.advance(1)
  expect(sent).toEqual([1, 2, 3])
})

it('goes on in rounds while refusals come, and answers the first after a quiet time at once', () => {
  const { clock, sent, refuse } = open()
  refuse(1)
  refuse(2)
  clock.advance(20)
  refuse(3)
  expect(sent).toEqual([1, 2])
  clock.advance(20)
  expect(sent).toEqual([1, 2, 3])
  clock.advance(20)
  refuse(4)
  expect(sent).toEqual([1, 2, 3, 4])
})

it('holds no more than 512', () => {
  const { sent, refuse } = open()
  for (let number = 1; number <= 513; number += 1) {
    refuse(number)
  }
  expect(sent).toHaveLength(513)
  refuse(514)
  expect(sent).toHaveLength(513)
})
