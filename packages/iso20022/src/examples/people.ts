import type { PartyDocument } from '../schema/party.ts'

/** The people of the examples; invented. */
export const SARI: PartyDocument = {
  Nm: 'Sari Wulandari',
  Id: {
    PrvtId: {
      DtAndPlcOfBirth: { BirthDt: '1988-05-17', CityOfBirth: 'Bandung', CtryOfBirth: 'ID' },
      Othr: [{ Id: 'CUST0001874', SchmeNm: { Prtry: 'CIF' } }],
    },
  },
  CtctDtls: { MobNb: '+62-8125550184' },
}

export const BAYU: PartyDocument = {
  Nm: 'Bayu Santoso',
  Id: {
    PrvtId: {
      DtAndPlcOfBirth: { BirthDt: '1975-12-02', CityOfBirth: 'Surabaya', CtryOfBirth: 'ID' },
      Othr: [{ Id: 'CUST0009206', SchmeNm: { Prtry: 'CIF' } }],
    },
  },
  CtctDtls: { MobNb: '+62-8175550162' },
}

/** Sari as she initiates a payment: identified by her telephone number. */
export const SARI_BY_TELEPHONE: PartyDocument = {
  ...SARI,
  Id: { PrvtId: { ...SARI.Id.PrvtId, Othr: [{ Id: '628125550184', SchmeNm: { Prtry: 'MSISDN' } }] } },
}
