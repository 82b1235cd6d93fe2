// The only file that knows window.station: asks main for something, hears what main says.
import type {
  AnnouncementName,
  Announcements,
  CommandAnswer,
  CommandArgs,
  CommandName,
  Reply,
  StationBridge,
} from '../electron/contract/commands.js'

declare global {
  interface Window {
    /** Put there by the preload; absent where the page is opened without it. */
    readonly station?: StationBridge
  }
}

export const connected = (): boolean => window.station !== undefined

/** Never rejects where the preload keeps its word: a broken thing comes back as `{ ok: false, fault }`. */
export function ask<Name extends CommandName>(
  name: Name,
  args: CommandArgs<Name>,
): Promise<Reply<CommandAnswer<Name>>> {
  return bridge().ask(name, args)
}

/** Answers a function that stops listening. */
export function listen<Name extends AnnouncementName>(
  name: Name,
  heard: (payload: Announcements[Name]) => void,
): () => void {
  return bridge().listen(name, heard)
}

function bridge(): StationBridge {
  if (!window.station) throw new Error('no bridge: the page was opened without its preload')
  return window.station
}
