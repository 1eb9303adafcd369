import type { PaymentInstruction } from '@pantau/rule-kit'
import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import { InstructionSchema, instructionFromWire, instructionToWire } from './wire/payment-wire.ts'

/** How an instruction is kept until its status reports arrive. */
export const paymentInstructionCodec: Codec<PaymentInstruction> = createJsonCodec({
  name: 'PaymentInstruction',
  version: 1,
  properties: { instruction: InstructionSchema },
  toWire: (instruction) => ({ instruction: instructionToWire(instruction) }),
  fromWire: (wire) => instructionFromWire(wire.instruction),
})
