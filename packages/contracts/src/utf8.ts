/**
 * UTF-8 for a package without platform types. `TextEncoder` and `TextDecoder` (WHATWG Encoding Standard) exist in Node, in browsers and
 * in every other runtime, but in no ECMAScript library file; only what is used of them is declared here.
 */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string }

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** @throws TypeError when the bytes are no well-formed UTF-8; nothing is ever replaced. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}
