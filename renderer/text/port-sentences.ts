// The shape of what the window says of a port's line: its settings, and a serial number read off a label.

export interface PortsText {
  readonly settings: {
    readonly title: (label: string) => string
    readonly about: string
    readonly baud: string
    readonly baudAbout: string
    /** Behind the value that the family has by itself. */
    readonly usual: string
    readonly open: string
    readonly openAbout: string
    readonly reset: string
    readonly confirm: string
    readonly changed: (n: number) => string
  }
  readonly scan: {
    readonly title: (label: string) => string
    readonly about: string
    readonly field: string
    readonly again: string
    readonly confirm: string
  }
}
