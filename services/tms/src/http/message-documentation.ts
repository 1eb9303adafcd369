import { PAYMENT_ACTIONS } from '@pantau/evaluation'
import { MISSING } from '../decision/undecided-document.ts'

const DECISION = {
  type: 'object',
  description: 'Only for who asked for it with `Prefer: wait`.',
  required: ['state'],
  properties: {
    state: {
      enum: ['decided', 'undecided', 'not-evaluated'],
      description:
        'Whether there is a decision; `undecided`: not by the deadline; `not-evaluated`: there will be none.',
    },
    action: {
      enum: PAYMENT_ACTIONS,
      description:
        'What to do with the payment: by the decision, or by the policy of the service where it is undecided. None where nothing is evaluated.',
    },
    evaluationID: { type: 'string', format: 'uuid' },
    status: { enum: ['ALRT', 'NALT'] },
    timestamp: { type: 'string', format: 'date-time' },
    review: { type: 'boolean', description: 'Somebody should look.' },
    interdiction: { type: 'boolean', description: 'The payment should be stopped.' },
    typologyResult: {
      type: 'array',
      description: 'The typologies that ask for either.',
      items: {
        type: 'object',
        required: ['id', 'cfg', 'result', 'review', 'interdiction'],
        properties: {
          id: { type: 'string' },
          cfg: { type: 'string' },
          result: { type: 'number', description: 'The score.' },
          review: { type: 'boolean' },
          interdiction: { type: 'boolean' },
          reason: { type: 'string', description: 'Where the typology could not tell: why not.' },
          workflow: {
            type: 'object',
            required: ['alertThreshold'],
            properties: {
              alertThreshold: { type: 'number' },
              interdictionThreshold: { type: 'number' },
              flowProcessor: { type: 'string' },
            },
          },
        },
      },
    },
    ruleResult: {
      type: 'array',
      description: 'The event-flow rules that found a block in force.',
      items: {
        type: 'object',
        required: ['id', 'cfg', 'subRuleRef'],
        properties: { id: { type: 'string' }, cfg: { type: 'string' }, subRuleRef: { type: 'string' } },
      },
    },
    missing: { enum: Object.keys(MISSING), description: 'What the decision lacks where it is undecided.' },
    message: { type: 'string', description: 'The same in words.' },
  },
} as const

/** What the documentation says of a message's route besides the schema that validates it. */
export const MESSAGE_DOCUMENTATION = {
  headers: {
    type: 'object',
    properties: {
      prefer: {
        type: 'string',
        description:
          '`wait=<seconds>` (RFC 7240): the decision is wanted in the reply, and waited for so long since the request came. Fractions are allowed, `wait=0.3`.',
      },
    },
  },
  response: {
    200: {
      description: 'The message is kept.',
      headers: {
        'Preference-Applied': {
          type: 'string',
          description:
            '`wait=<seconds>` as it was followed: cut to what the service allows. Only with a decision.',
        },
      },
      type: 'object',
      required: ['message', 'data'],
      properties: {
        message: { const: 'Transaction is valid' },
        data: { type: 'object', description: 'The message, as it was read.' },
        decision: DECISION,
      },
    },
  },
} as const
