const UTF8_BYTES_PER_UTF16_UNIT_MAX = 3

/** Whether the text takes more than `sizeBytes` in UTF-8. Counts only where the length alone does not decide. */
export function exceedsUtf8Size(text: string, sizeBytes: number): boolean {
  if (text.length > sizeBytes) {
    return true
  }
  if (text.length * UTF8_BYTES_PER_UTF16_UNIT_MAX <= sizeBytes) {
    return false
  }
  return utf8SizeBytes(text) > sizeBytes
}

function utf8SizeBytes(text: string): number {
  let size = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) {
      size += 1
    } else if (unit < 0x800 || isSurrogate(unit)) {
      // A surrogate pair is two units and four bytes.
      size += 2
    } else {
      size += 3
    }
  }
  return size
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
