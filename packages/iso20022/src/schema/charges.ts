import { Type } from 'typebox'
import { AgentSchema } from './agent.ts'
import { MoneySchema } from './money.ts'

/** `ChrgsInf`: one charge and the agent that takes it. */
export const ChargesSchema = Type.Object({ ...MoneySchema.properties, Agt: AgentSchema })
