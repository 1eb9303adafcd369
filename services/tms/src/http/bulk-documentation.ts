/** What the documentation says of the bulk route, whose bodies no schema validates as a whole. */
export function bulkDocumentation(mediaType: string, linesMax: number): Readonly<Record<string, unknown>> {
  return {
    description:
      'One message a line (NDJSON), each as its own route takes it; `TxTp` names its type, else its root does. The caller needs the ' +
      'privilege of each message type as well. Every line is taken or refused for itself, and is safe to send again.',
    consumes: [mediaType],
    produces: [mediaType],
    body: { type: 'string', description: `At most ${linesMax} lines, each no longer than a message may be.` },
    response: {
      200: {
        description:
          'A line for each message, in their order: what its own route would have answered. Blank lines get none.',
        type: 'object',
        required: ['line', 'status', 'message'],
        properties: {
          line: { type: 'integer', minimum: 1, description: 'Which line of the body it is about.' },
          status: { type: 'integer', description: 'The HTTP status that the message would have got.' },
          messageId: { type: 'string', description: 'Where the message could be read.' },
          code: { type: 'string', description: 'Where it was refused.' },
          message: { type: 'string' },
          retryAfter: { type: 'integer', description: 'After how many seconds to send the line again.' },
          correlationId: { type: 'string', description: 'Of a failure of the service.' },
        },
      },
    },
  }
}
