// What a card's refusal means (ISO 7816-4, 5.6): what the cards here have been seen to say, and the field's words for it.
const meanings: Readonly<Record<string, string>> = {
  '6581': 'memory failure',
  '6700': 'wrong length',
  '6882': 'secure messaging not supported',
  '6982': 'security status not satisfied',
  '6983': 'authentication method blocked',
  '6985': 'conditions of use not satisfied',
  '6A80': 'incorrect data',
  '6A81': 'function not supported',
  '6A82': 'file or application not found',
  '6A84': 'not enough memory',
  '6A86': 'incorrect parameters',
  '6A88': 'referenced data not found',
  '6B00': 'wrong parameters',
  '6D00': 'instruction not supported',
  '6E00': 'class not supported',
  '6F00': 'no precise diagnosis',
}

/** @param status the two bytes as four upper-case hex digits */
export const meaningOf = (status: string): string => meanings[status] ?? 'unknown'
