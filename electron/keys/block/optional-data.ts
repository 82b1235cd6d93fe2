// Data of optional blocks that a pattern alone cannot judge: times and certificates.

const compact = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?Z$/
const delimited = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d\d)?Z$/

/** X9.143:2021, 6.3.6.13: ISO 8601, UTC, with or without delimiters and hundredths; a day and an hour that exist. */
export function isTime(text: string): boolean {
  const [, year, month, day, hour, minute, second] = compact.exec(text) ?? delimited.exec(text) ?? []
  if (year === undefined) return false
  const wanted = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const date = new Date(`${wanted}Z`)
  // Date takes 30 February for 2 March: only what comes back the same exists.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(wanted)
}

const base64 = /^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{4}|[0-9A-Za-z+/]{3}=|[0-9A-Za-z+/]{2}==)$/

/** X9.143:2021, 6.3.6.3: 00 X.509 or 01 EMV and base64; 02 a chain of such, each with a length of four hex digits. */
export function isCertificates(text: string): boolean {
  const [format, rest] = [text.slice(0, 2), text.slice(2)]
  if (format === '00' || format === '01') return base64.test(rest)
  if (format !== '02' || rest === '') return false
  for (let at = 0; at < rest.length; ) {
    const head = /^0[01]([0-9A-F]{4})$/.exec(rest.slice(at, at + 6))
    if (!head) return false
    const end = at + 6 + Number.parseInt(head[1]!, 16)
    if (end > rest.length || !base64.test(rest.slice(at + 6, end))) return false
    at = end
  }
  return true
}
