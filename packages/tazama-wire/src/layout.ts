import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'
import type { Type } from 'protobufjs'

// From `src/` and from `dist/` alike; the definition is a file of its own, because receivers need it too.
const DEFINITION = new URL('../frms-message.proto', import.meta.url)

const { root } = protobuf.parse(readFileSync(DEFINITION, 'utf8'), { keepCase: true })

/** The message that everything downstream travels in. */
export const FRMS_MESSAGE: Type = root.resolveAll().lookupType('FRMSMessage')
