// A port's line, in English.
import type { PortsText } from '../port-sentences'

export const ports: PortsText = {
  settings: {
    title: (label) => `Line settings of ${label}`,
    about:
      'Kept for this socket and this family. After saving, the terminal is asked again who it is; nothing is written to it.',
    baud: 'Rate (bits per second)',
    baudAbout: 'Choose the rate that is set in the terminal itself.',
    usual: 'usual',
    open: 'Points that the protocol leaves open',
    openAbout: 'Change one only where the terminal or its manual says otherwise. What is usual is marked.',
    reset: 'All as usual',
    confirm: 'Save',
    changed: (n) => (n === 1 ? '1 setting changed' : `${n} settings changed`),
  },
  scan: {
    title: (label) => `Serial number of the terminal at ${label}`,
    about:
      'This terminal tells no serial number over the line. Scan the label on its back, or type it twice. It holds until the cable is pulled or the terminal is identified anew.',
    field: 'Serial number on the label',
    again: 'Once more',
    confirm: 'This is the terminal',
  },
}
