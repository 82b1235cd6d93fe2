// Published test keys, written as a job writes them: what practice loads, in every family's own slots.

// Two components of the ANSI X9.24-1 initial key 6AC2…933A and of the usual reference key 0123…3210; both are public.
const COMPONENT_1 = '0123456789ABCDEFFEDCBA9876543210'
const COMPONENT_2 = '6BE1D79D289A96A27B56093BA181A12A'
const ANSI_KEY = '6AC292FAA1315B4D858AB3A3D7D5933A'
const REFERENCE_KEY = COMPONENT_1
const FACTORY_TLK = '31'.repeat(16)
// X9.24-1 annex A: base key and key serial number; the initial key they make is ANSI_KEY.
const BASE_KEY = '0123456789ABCDEFFEDCBA9876543210'
const KSN = 'FFFF9876543210E00000'

const kcv = (expected: string) => ({ method: 'tdes-zeros', bytes: 3, expected })
const components = (...values: string[]) => ({ form: 'components', values })

interface Place {
  readonly usage: string
  readonly slot: number
  readonly under?: object
}

/** 6AC2…933A of two components; check value AF8C07. */
export const ansiKey = ({ usage, slot, under }: Place) => ({
  label: usage,
  slot,
  usage,
  algorithm: 'tdes',
  kcv: kcv('AF8C07'),
  material: components(COMPONENT_1, COMPONENT_2),
  ...(under ? { under } : {}),
})

/** 0123…3210 of two components; check value 08D7B4. */
export const referenceKey = ({ usage, slot, under }: Place) => ({
  label: usage,
  slot,
  usage,
  algorithm: 'tdes',
  kcv: kcv('08D7B4'),
  material: components(ANSI_KEY, COMPONENT_2),
  ...(under ? { under } : {}),
})

/** A DUKPT initial key made of its base key; check value AF8C07. */
export const initialKey = ({ usage, slot }: Place) => ({
  label: usage,
  slot,
  usage,
  algorithm: 'tdes',
  kcv: kcv('AF8C07'),
  material: { form: 'initial-key', bdk: BASE_KEY, ksn: KSN },
})

/** A key that people bring themselves; who reads its check value off the terminal does not find it here. */
export const byHand = ({ usage, slot }: Place) => ({
  label: usage,
  slot,
  usage,
  algorithm: 'tdes',
  kcv: kcv('08D7B4'),
  material: { form: 'by-hand' },
})

/** Transport keys that terminals leave the factory with, as their makers published them. */
export const factoryTlk = {
  label: 'TLK',
  slot: 1,
  usage: 'TLK',
  kcv: '40826A',
  material: components(FACTORY_TLK),
}
/** The P180's key-encrypting key 1, as its simulated terminal is born with it. */
export const factoryKek = { label: 'KEK', slot: 1, usage: 'TLK', kcv: '08D7B4', material: components(REFERENCE_KEY) }

/** An earlier key of the same job. */
export const underEarlier = (usage: string, slot: number) => ({ label: usage, slot })
