// Which of two versions of firmware is the older. Pure.

/** Words that stand before the version they lead to; any other letter stands behind it. */
const before: ReadonlySet<string> = new Set(['alpha', 'beta', 'rc', 'pre', 'dev', 'test'])

/** `V2.10.3b` → 2, 10, 3, 'b': numbers by value, letters by the alphabet. */
const partsOf = (version: string): (number | string)[] =>
  (
    version
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
      .match(/\d+|[a-z]+/g) ?? []
  ).map((part) => (/^\d/.test(part) ? Number(part) : part))

export function olderThan(version: string, than: string): boolean {
  const [ones, others] = [partsOf(version), partsOf(than)]
  for (let at = 0; at < Math.max(ones.length, others.length); at += 1) {
    const [one, other] = [rankOf(ones[at]), rankOf(others[at])]
    const differ = one.findIndex((rank, i) => rank !== other[i])
    if (differ >= 0) return one[differ]! < other[differ]!
  }
  return false
}

/** A word before the version, then no part at all (the same as 0), then numbers, then letters. */
const rankOf = (part: number | string | undefined): readonly [place: number, value: number | string] => {
  if (typeof part === 'string') return before.has(part) ? [0, part] : [2, part]
  return [1, part ?? 0]
}
