import type { ConfigurationProblem } from '../configuration/configuration-problem.ts'
import { numberFromText } from '../number-from-text.ts'
import type { ExpressionNode } from './expression-node.ts'
import type { Operator } from './operator.ts'
import { OPERATORS } from './operators/operators.ts'

/** How deep arrays may nest in an expression, and how many operators and operands it may have in all. */
export const EXPRESSION_DEPTH_MAX = 32
export const EXPRESSION_NODES_MAX = 4096

export interface ParsedExpression {
  /** Absent when there are problems. */
  readonly node?: ExpressionNode
  /** Indexes of the terms that the expression names, also when other parts of it are wrong. */
  readonly usedTerms: ReadonlySet<number>
  readonly problems: readonly ConfigurationProblem[]
}

const operatorsByName: ReadonlyMap<string, Operator> = new Map(
  OPERATORS.map((operator) => [operator.name, operator]),
)

/**
 * Checks a typology's expression, `[operator, operand, …]`, where an operand is a term of the typology, a number, a decimal text or
 * another array, and reports every problem. Nodes are frozen: a compiled configuration is shared by everything that evaluates.
 */
export function parseExpression(
  expression: readonly unknown[],
  termIds: readonly string[],
  path: string,
): ParsedExpression {
  const parser = new ExpressionParser(termIds)
  const node = parser.parseArray(expression, path, 1)
  const { usedTerms, problems } = parser
  return node === undefined || problems.length > 0 ? { usedTerms, problems } : { node, usedTerms, problems }
}

class ExpressionParser {
  readonly usedTerms = new Set<number>()
  readonly problems: ConfigurationProblem[] = []
  readonly #indexOfTerm: ReadonlyMap<string, number>
  #nodeCount = 0

  constructor(termIds: readonly string[]) {
    this.#indexOfTerm = new Map(termIds.map((termId, index) => [termId, index]))
  }

  parseArray(array: readonly unknown[], path: string, depth: number): ExpressionNode | undefined {
    if (depth > EXPRESSION_DEPTH_MAX) {
      return this.#refuse(path, `is nested deeper than ${EXPRESSION_DEPTH_MAX} arrays`)
    }
    const [name, ...operands] = array
    const operator = typeof name === 'string' ? operatorsByName.get(name) : undefined
    if (operator === undefined) {
      const known = OPERATORS.map((each) => each.name).join(', ')
      this.#refuse(`${path}/0`, `${shown(name)} is not an operator; known are ${known}`)
    } else if (operands.length < operator.operandsMin || operands.length > operator.operandsMax) {
      this.#refuse(path, `${operator.name} takes ${expectedCount(operator)}, not ${operands.length}`)
    }
    const parsed = operands.map((operand, index) =>
      this.#parseOperand(operand, `${path}/${index + 1}`, depth),
    )
    const nodes = parsed.filter((node) => node !== undefined)
    return operator === undefined || nodes.length < parsed.length
      ? undefined
      : Object.freeze({ kind: 'operation', operator, operands: Object.freeze(nodes) })
  }

  #parseOperand(operand: unknown, path: string, depth: number): ExpressionNode | undefined {
    this.#nodeCount += 1
    if (this.#nodeCount > EXPRESSION_NODES_MAX) {
      // Once is enough: everything behind it is too much as well.
      return this.#nodeCount === EXPRESSION_NODES_MAX + 1
        ? this.#refuse(path, `is beyond the ${EXPRESSION_NODES_MAX} operands that an expression may have`)
        : undefined
    }
    if (Array.isArray(operand)) {
      return this.parseArray(operand, path, depth + 1)
    }
    if (typeof operand === 'number') {
      return Number.isFinite(operand)
        ? Object.freeze({ kind: 'number', value: operand })
        : this.#refuse(path, 'is not a finite number')
    }
    return typeof operand === 'string'
      ? this.#parseText(operand, path)
      : this.#refuse(path, 'is neither a term, a number nor an array')
  }

  #parseText(text: string, path: string): ExpressionNode | undefined {
    const index = this.#indexOfTerm.get(text)
    if (index !== undefined) {
      this.usedTerms.add(index)
      return Object.freeze({ kind: 'term', index })
    }
    const value = numberFromText(text)
    return value === undefined
      ? this.#refuse(path, `${shown(text)} is neither a term of this typology nor a number`)
      : Object.freeze({ kind: 'number', value })
  }

  #refuse(path: string, message: string): undefined {
    this.problems.push({ path, message })
    return undefined
  }
}

function expectedCount(operator: Operator): string {
  if (operator.operandsMin === operator.operandsMax) {
    return `exactly ${operator.operandsMin} operand${operator.operandsMin === 1 ? '' : 's'}`
  }
  return `${operator.operandsMin} or more operands`
}

const SHOWN_LENGTH_MAX = 60

function shown(value: unknown): string {
  if (typeof value !== 'string') {
    return value === undefined ? 'nothing' : `a value of type ${typeof value}`
  }
  return JSON.stringify(value.slice(0, SHOWN_LENGTH_MAX))
}
