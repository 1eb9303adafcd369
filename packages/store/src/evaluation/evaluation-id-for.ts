import { createHash } from 'node:crypto'
import { messageKeyText } from '@pantau/contracts'
import type { EvaluationHeader } from '@pantau/contracts'
import { evaluationIdOf } from '@pantau/evaluation'

/** The identifier of a message's evaluation: the same message under the same configuration has the same one on every delivery. */
export function evaluationIdFor(header: EvaluationHeader): string {
  const digest = createHash('sha256')
    .update(`${messageKeyText(header)}\n${header.configDigest}`)
    .digest()
  return evaluationIdOf(header.acceptedAtMs, digest)
}
