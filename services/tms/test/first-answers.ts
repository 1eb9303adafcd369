import { waitUntil } from '@pantau/testkit'
import type { Answer } from './send-over.ts'

/** The first answers to come, as many as are asked for, while the others are still waited for. */
export async function firstAnswers(
  sent: readonly Promise<Answer>[],
  count: number,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const one of sent) {
    one.then(
      (answer) => answers.push(answer),
      () => undefined,
    )
  }
  return waitUntil(() => (answers.length >= count ? answers : undefined), { what: `${count} answers` })
}
