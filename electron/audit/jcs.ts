// Canonical JSON (RFC 8785) of what a record may hold: null, booleans, strings, safe integers, arrays, plain objects.
// Without fractions and exponents, RFC 8785's number rule is the integer's decimal digits.

/**
 * @returns the one canonical text of `value`
 * @throws TypeError for anything else: undefined, fractions, big or unsafe numbers, lone surrogates, class instances
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return integer(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isPlainObject(value)) {
    // RFC 8785 3.2.3: members in the order of their names' UTF-16 code units, which is what sort() compares.
    const members = Object.keys(value).sort()
    return `{${members.map((name) => `${quote(name)}:${canonical(value[name])}`).join(',')}}`
  }
  throw new TypeError(`a ${typeof value} has no canonical JSON`)
}

/**
 * Whether `text`, which was parsed to `value`, is the canonical one. What JSON.stringify writes is canonical where all
 * members stand in order and all text is well formed; only the rest is written anew.
 */
export function isCanonical(value: unknown, text: string): boolean {
  if (inOrder(value) && JSON.stringify(value) === text) return true
  try {
    return canonical(value) === text
  } catch {
    return false
  }
}

function inOrder(value: unknown): boolean {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(inOrder)
  let last = ''
  for (const [name, inner] of Object.entries(value)) {
    if (name < last || !wellFormed(name) || !inOrder(inner)) return false
    last = name
  }
  return true
}

// RFC 8785 3.2.2.2 is ECMAScript's own string form; lone surrogates are not interoperable text and are refused.
function quote(text: string): string {
  if (!wellFormed(text)) throw new TypeError('a lone surrogate has no canonical JSON')
  return JSON.stringify(text)
}

/** Whether no surrogate stands alone. */
export const wellFormed = (text: string): boolean => !/[\uD800-\uDFFF]/.test(text) || !/\p{Surrogate}/u.test(text)

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is no safe integer`)
  return String(value + 0)
}

const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
