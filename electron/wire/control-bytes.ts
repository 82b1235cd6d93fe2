// Bytes that stand alone between frames (ISO 646).
export const ACK = 0x06
export const NAK = 0x15
export const EOT = 0x04
