import type { FastifyReply } from 'fastify'
import { answerLater } from '@pantau/http-host'

const STOPPING_RETRY_AFTER_MS = 1_000

/** An instance that stops takes no new message: another one does. */
export function refuseWhileStopping(
  reply: FastifyReply,
  isStopping: () => boolean,
): FastifyReply | undefined {
  return isStopping() ? answerLater(reply, 'PANTAU_STOPPING', STOPPING_RETRY_AFTER_MS) : undefined
}
