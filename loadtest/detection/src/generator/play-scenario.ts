import type { Scenario } from '../scenarios/scenario-schema.ts'
import type { Scheme } from './scheme.ts'
import {
  dormantReactivation,
  merchantFront,
  ownAccountMaze,
  roundAmounts,
  structuring,
} from './schemes-of-concealment.ts'
import {
  cycle,
  fanIn,
  fanOut,
  gatherScatter,
  layeringChain,
  layers,
  scatterGather,
} from './schemes-of-flow.ts'
import {
  appScam,
  businessEmailCompromise,
  duplicateReplay,
  insiderSweep,
  lone,
  minorsAccount,
  newAccountMule,
  takeover,
} from './schemes-of-fraud.ts'

/** Plays one instance of a scenario. */
export function playScenario(scheme: Scheme, scenario: Scenario): void {
  switch (scenario.type) {
    case 'fanIn':
      return fanIn(scheme, scenario.parameters)
    case 'fanOut':
      return fanOut(scheme, scenario.parameters)
    case 'gatherScatter':
      return gatherScatter(scheme, scenario.parameters)
    case 'scatterGather':
      return scatterGather(scheme, scenario.parameters)
    case 'cycle':
      return cycle(scheme, scenario.parameters)
    case 'layeringChain':
      return layeringChain(scheme, scenario.parameters)
    case 'layers':
      return layers(scheme, scenario.parameters)
    case 'structuring':
      return structuring(scheme, scenario.parameters)
    case 'dormantReactivation':
      return dormantReactivation(scheme, scenario.parameters)
    case 'takeover':
      return takeover(scheme, scenario.parameters)
    case 'newAccountMule':
      return newAccountMule(scheme, scenario.parameters)
    case 'appScam':
      return appScam(scheme, scenario.parameters)
    case 'duplicateReplay':
      return duplicateReplay(scheme, scenario.parameters)
    case 'minorsAccount':
      return minorsAccount(scheme, scenario.parameters)
    case 'insiderSweep':
      return insiderSweep(scheme, scenario.parameters)
    case 'ownAccountMaze':
      return ownAccountMaze(scheme, scenario.parameters)
    case 'merchantFront':
      return merchantFront(scheme, scenario.parameters)
    case 'roundAmounts':
      return roundAmounts(scheme, scenario.parameters)
    case 'businessEmailCompromise':
      return businessEmailCompromise(scheme, scenario.parameters)
    case 'lone':
      return lone(scheme, scenario.parameters)
  }
}
