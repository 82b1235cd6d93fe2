// Everything that crosses between main and the page, written down where it crosses: calls, answers, announcements.
import type { ElectronApplication } from 'playwright'

/** From now on. Nothing is changed on its way. */
export const overhear = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow, ipcMain }) => {
    const said: unknown[] = []
    Object.assign(globalThis, { said })
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const send = contents.send.bind(contents)
    contents.send = (channel: string, ...args: unknown[]) => {
      said.push(JSON.stringify([channel, args]))
      send(channel, ...args)
    }
    type Handler = (event: unknown, ...args: unknown[]) => Promise<unknown>
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    for (const [channel, handler] of [...handlers])
      handlers.set(channel, async (event, ...args) => {
        said.push(JSON.stringify([channel, args]))
        const answer = await handler(event, ...args)
        said.push(JSON.stringify([channel, answer]))
        return answer
      })
  })

/**
 * What was said, every piece of it once: the same view crosses hundreds of times.
 * @throws where nothing was overheard: then nothing was shown
 */
export async function overheard(app: ElectronApplication): Promise<string> {
  const said = await app.evaluate(() => (globalThis as unknown as { said: string[] }).said)
  if (said.length === 0) throw new Error('nothing crossed between main and page')
  return [...new Set(said.flatMap((message) => message.split('"')))].join('"')
}
