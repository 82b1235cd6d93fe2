// The return byte of the ZT598, as the page lists it: 60h to 9Fh or A3h is success, anything else an error.

export const code = {
  noImk: 0xe1,
  noTmk: 0xe2,
  keyLength: 0xe3,
  noSuchKey: 0xe4,
  noMatch: 0xe5,
  parity: 0xe6,
  commandLength: 0xe8,
  data: 0xe9,
  parameter: 0xeb,
  authorisationRequired: 0xec,
  authorisationLocked: 0xed,
  general: 0xef,
  tampered: 0xdd,
  inputMode: 0xf8,
  uidNotSet: 0xfa,
} as const
/** One of the table, or one that a behaviour asks for. */
export type Code = number

/** An error code as hex, for behaviours that name one: what is no success. */
export const errorCode = /^(?!A3)[0-5A-F][0-9A-F]$/
export const successCode = /^([6-9][0-9A-F]|A3)$/

/** What a command comes to: an error, or the data behind the success code. */
export type Answer = Code | Uint8Array
export const done = new Uint8Array()
