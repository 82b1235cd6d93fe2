// Where a fault can be practised: behaviours of simulated terminals that show it, the best first.

/** One row a cause; what no simulator can show is not here. A behaviour that a family does not have is passed over. */
export const practice: Readonly<Record<string, readonly string[]>> = {
  'stale-key': ['stale'],
  'already-present': ['stale'],
  'check-disabled': ['echo-kcv'],
  tampered: ['tampered'],
  'line-corruption': ['bad-checksum-once', 'garbage'],
  'component-missing': ['holds=first-component'],
  'component-duplicated': ['holds=zero-key'],
  'component-typo': ['holds=one-digit-off'],
  'known-test-key': ['holds=test-key'],
  'halves-swapped': ['holds=halves-swapped'],
  'left-half-only': ['holds=left-half'],
  'right-half-only': ['holds=right-half'],
  'zero-padded': ['holds=zero-padded'],
  'bytes-reversed': ['holds=bytes-reversed'],
  'halves-reversed': ['holds=halves-reversed'],
  'words-reversed': ['holds=words-reversed'],
  complemented: ['holds=complemented'],
}

/** For a cause that no simulator can show: a terminal whose value is wrong for no reason of its own. */
export const ANY_MISMATCH = 'wrong-kcv'

export const practiceFor = (cause: string): readonly string[] => practice[cause.split('+')[0]!] ?? []
