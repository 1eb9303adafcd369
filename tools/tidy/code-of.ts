const BEFORE_REGULAR_EXPRESSION = /(^|[([{,;:=!&|?+\-*%<>~^]|\breturn|\btypeof|\bcase)\s*$/

/**
 * The text of a TypeScript file with comments blanked out, line for line: what is written about a thing is not the thing.
 * Good enough for our own style; it knows strings, template literals (as one piece) and regular expressions.
 */
export function codeOf(text: string): string {
  let code = ''
  let index = 0
  while (index < text.length) {
    const end = endOfPiece(text, index, code)
    const piece = text.slice(index, end)
    code += isComment(piece) ? piece.replaceAll(/[^\n]/g, ' ') : piece
    index = end
  }
  return code
}

function isComment(piece: string): boolean {
  return piece.startsWith('//') || piece.startsWith('/*')
}

function endOfPiece(text: string, start: number, before: string): number {
  const first = text[start]
  if (first === '"' || first === "'" || first === '`') {
    return endOfQuoted(text, start, first)
  }
  if (first !== '/') {
    return start + 1
  }
  if (text.startsWith('//', start)) {
    return orEnd(text, text.indexOf('\n', start), 0)
  }
  if (text.startsWith('/*', start)) {
    return orEnd(text, text.indexOf('*/', start + 2), 2)
  }
  return BEFORE_REGULAR_EXPRESSION.test(before.slice(-20)) ? endOfRegularExpression(text, start) : start + 1
}

function orEnd(text: string, found: number, length: number): number {
  return found === -1 ? text.length : found + length
}

function endOfQuoted(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') {
      index += 1
    } else if (text[index] === quote || (text[index] === '\n' && quote !== '`')) {
      return index + 1
    }
  }
  return text.length
}

function endOfRegularExpression(text: string, start: number): number {
  let isInClass = false
  for (let index = start + 1; index < text.length && text[index] !== '\n'; index += 1) {
    const character = text[index]
    if (character === '\\') {
      index += 1
    } else if (character === '[') {
      isInClass = true
    } else if (character === ']') {
      isInClass = false
    } else if (character === '/' && !isInClass) {
      return index + 1
    }
  }
  return start + 1
}
