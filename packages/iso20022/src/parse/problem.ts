/** Why a message is refused: where (a JSON Pointer into the document) and what was expected there (`must be …`). */
export interface Problem {
  readonly path: string
  readonly expected: string
}
