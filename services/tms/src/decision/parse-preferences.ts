const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const QUOTED = /^"(?:[^"\\]|\\.)*"$/s
const ESCAPED = /\\(.)/gs

/**
 * Reads the preferences of a request by name, in lower case; one without a value has the empty text. Of a name that comes more than once the
 * first counts, and what is no preference is passed over (RFC 7240, section 2). Parameters of preferences are not read.
 * @param header the value of `Prefer`, all lists of a request joined by commas
 */
export function parsePreferences(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>()
  for (const element of splitOutsideQuotes(header, ',')) {
    const [preference = ''] = splitOutsideQuotes(element, ';')
    const equals = preference.indexOf('=')
    const name = (equals < 0 ? preference : preference.slice(0, equals)).trim().toLowerCase()
    const value = equals < 0 ? '' : wordOf(preference.slice(equals + 1).trim())
    if (TOKEN.test(name) && value !== undefined && !preferences.has(name)) {
      preferences.set(name, value)
    }
  }
  return preferences
}

/** What a token or a quoted text stands for; undefined for what is neither. */
function wordOf(text: string): string | undefined {
  if (QUOTED.test(text)) {
    return text.slice(1, -1).replaceAll(ESCAPED, '$1')
  }
  return text === '' || TOKEN.test(text) ? text : undefined
}

/** A quote that is never closed reaches to the end. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place]
    if (character === '"') {
      isQuoted = !isQuoted
    } else if (isQuoted && character === '\\') {
      place += 1
    } else if (!isQuoted && character === separator) {
      parts.push(text.slice(start, place))
      start = place + 1
    }
  }
  return [...parts, text.slice(start)]
}
