import type { ConfigurationSet, MappedMessage } from '@pantau/evaluation'
import { calibratedTypologies, followUpTypologies, scorecardTypologies } from './fitted-typologies.ts'

type Typology = ConfigurationSet['typologies'][number]

const AFTER_SETTLEMENT = [...scorecardTypologies, ...followUpTypologies, ...calibratedTypologies]
/** Numbers of the typologies that make sense on an instruction beside those that can stop it. */
const ALSO_BEFORE_SETTLEMENT: readonly string[] = ['010', '095', '195', '214', '408']
const BEFORE_SETTLEMENT = AFTER_SETTLEMENT.filter(
  ({ cfg, workflow }) =>
    workflow.interdictionThreshold !== undefined ||
    ALSO_BEFORE_SETTLEMENT.some((number) => cfg.startsWith(`${number}@`)),
)

/** All scorecards and typologies, on the report that ends a payment. */
export const pantauDefaultMap: ConfigurationSet['networkMap'] = {
  active: true,
  name: 'Pantau default',
  cfg: 'pantau-default-1.0.0',
  messages: [mapped('004@4.0.0', 'pacs.002.001.12', AFTER_SETTLEMENT)],
}

/** The same, and before it, on the instruction, those that can stop the payment and some that look at the payment alone. */
export const pantauPreSettlementMap: ConfigurationSet['networkMap'] = {
  active: true,
  name: 'Pantau pre-settlement',
  cfg: 'pantau-pre-settlement-1.0.0',
  messages: [
    mapped('003@4.0.0', 'pacs.008.001.10', BEFORE_SETTLEMENT),
    mapped('004@4.0.0', 'pacs.002.001.12', AFTER_SETTLEMENT),
  ],
}

/** Each typology with exactly the rules that it weighs. */
function mapped(
  id: string,
  txTp: 'pacs.008.001.10' | 'pacs.002.001.12',
  typologies: readonly Typology[],
): MappedMessage {
  return {
    id,
    cfg: 'pantau-1.0.0',
    txTp,
    typologies: typologies.map((typology) => ({
      id: typology.id,
      cfg: typology.cfg,
      rules: typology.rules.map((rule) => ({ id: rule.id, cfg: rule.cfg })),
    })),
  }
}
