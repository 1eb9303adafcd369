import type { FactDescriptor } from './fact.ts'

/**
 * The stable text that identifies a fact: its kind, then its arguments. Equal descriptors have equal keys, so that rules share what they
 * both need. Arguments are written in the order of their names: an author who lists them otherwise asks for the same fact.
 */
export function factKey(fact: FactDescriptor): string {
  if (fact.kind === 'attempt-count') {
    return `attempt-count/${fact.party}/${fact.direction}/${fact.windowMs}`
  }
  const parts = Object.entries(fact)
    .filter(([name]) => name !== 'kind')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${argumentText(value)}`)
  return [fact.kind, ...parts].join('/')
}

function argumentText(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, each]) => `${name}:${String(each)}`)
        .join(',')
    : String(value)
}
