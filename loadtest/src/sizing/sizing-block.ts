const BEGIN = '<!-- sizing: begin, written by npm run sizing -->'
const END = '<!-- sizing: end -->'

/** Replaces what is between the two marks of a page. @throws TypeError when the page does not have both, in order */
export function replaceSizingBlock(page: string, tables: string): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin === -1 || end < begin) {
    throw new TypeError(`The page needs the marks ${BEGIN} and ${END}, in this order`)
  }
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables.trimEnd()}\n\n${page.slice(end)}`
}
