// The status byte of the PCI100, as the page lists it: it stands in an answer where the command stood.

export const code = {
  ok: 0x00,
  parameter: 0x01,
  notLoaded: 0x02,
  receipt: 0x03,
  kcv: 0x04,
  blocked: 0x12,
  type: 0x14,
  sameKey: 0x16,
  notAuthenticated: 0x20,
  mac: 0x21,
  authenticationFailed: 0x22,
  blockedAfterThree: 0x23,
  noSerial: 0xfd,
  unsupported: 0xfe,
  selfTest: 0xff,
} as const
/** One of the table, or one that a behaviour asks for. */
export type Code = number

/** A status as hex, for behaviours that name one: what is no success. */
export const refusalCode = /^(?!00)[0-9A-F]{2}$/
