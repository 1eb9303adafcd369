import type { Operator } from '../operator.ts'
import { abs } from './abs.ts'
import { add } from './add.ts'
import { divide } from './divide.ts'
import { max } from './max.ts'
import { min } from './min.ts'
import { multiply } from './multiply.ts'
import { negate } from './negate.ts'
import { subtract } from './subtract.ts'

/** Every operator that an expression may use. */
export const OPERATORS: readonly Operator[] = [add, subtract, multiply, divide, max, min, negate, abs]
