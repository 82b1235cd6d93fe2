// Receipts, exports, witnesses and the dropping of old records, in English.
import type { KeepingText } from '../keeping-sentences'

export const keeping: KeepingText = {
  open: 'Export and archive',
  title: 'Export, witness, archive',
  reading: (records) => `Reading the log: ${records} records…`,
  stop: 'Stop',
  receipt: {
    title: 'Receipt',
    about:
      'Goes with the terminal or its papers: by the code or the text anybody finds this load in an exported log, and shows that it was not changed.',
    show: 'Make the receipt',
    page: 'Save as PDF (A4)',
    label: 'Save as label (62 × 29 mm)',
    code: 'QR code of the receipt',
    text: 'As text, to be copied by hand',
    saved: (file) => `Saved: ${file}`,
    check: 'To check: kcv-station audit verify --file EXPORT.tar --anchor THIS-RECEIPT',
  },
  export: {
    title: 'Export the whole log',
    about:
      'One file with all records, signatures, cosignatures and a verifier: it can be checked on any computer. It holds no keys, but serial numbers and names of people.',
    make: 'Export…',
    done: (records, file) => `${records} records exported: ${file}`,
    sha256: 'SHA-256 of the file, to be noted where it is handed over',
    damaged: 'Something is wrong with the log; it was exported as it lies, as evidence:',
  },
  witness: {
    title: 'Witness',
    about:
      'An officer checks an export on a machine of their own and signs; the note comes back here. Only that shows a log that was cut short or rewritten as a whole.',
    never: 'No witness has seen this log yet.',
    seen: (seq, by, when) => `Seen up to #${seq} by ${by}, ${when}`,
    since: (records, attempts, ago) => `${records} records since, ${attempts} attempts among them; ${ago} ago`,
    ago: (days, hours) => (days === '0' ? `${hours} h` : `${days} d ${hours} h`),
    policy: (attempts, days) => `Policy: a witness within ${attempts} attempts or ${days} days, or no new run begins.`,
    noPolicy: 'A lab station waits for no witness.',
    due: {
      attempts: 'Too many attempts that no witness has seen: the next run waits for one.',
      hours: 'The last cosignature is too old: the next run waits for a witness.',
    },
    key: {
      name: 'Key of a new witness (the first time)',
      about: 'As audit witness printed it; accepting a new witness takes two people.',
    },
    take: 'Take in a cosignature…',
    taken: (seq, by, when) => `Kept: seen up to #${seq} by ${by}, ${when}`,
  },
  prune: {
    title: 'Drop old records that are archived',
    about:
      'Whole segments alone, and only what an export holds: that file is verified first, record by record. What is left goes on to verify; blocked devices stay blocked, issued KSNs issued.',
    policy: (days) => `Policy: records stay here for ${days} days at least.`,
    noPolicy: 'A lab station has no shortest time.',
    days: 'Days that stay',
    plan: 'Choose the archive and check…',
    planned: (records, youngest, archive) =>
      `The first ${records} records would go, the youngest of ${youngest}. Archive: ${archive}`,
    people: {
      lab: 'In a lab one person does it, and the record says so.',
      production: 'Two people confirm it, after a witness has seen all that goes.',
    },
    drop: 'Drop these records',
    keep: 'Drop nothing',
    dropped: (records) =>
      `The first ${records} records were dropped. The archive is part of the evidence from now on: keep it.`,
    archiveHash: 'SHA-256 of the archive',
  },
}
