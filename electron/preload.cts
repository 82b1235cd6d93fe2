// The two words a page may say to the station. Nothing else of electron reaches it.
import { contextBridge, ipcRenderer } from 'electron'
import type { StationBridge } from './contract/commands.js' with { 'resolution-mode': 'import' }

const bridge: StationBridge = {
  ask: (name, args) => ipcRenderer.invoke('station', name, args),
  listen: (name, heard) => {
    if (name !== 'station/changed') return () => {}
    const listener = (_event: unknown, payload: unknown) => heard(payload as never)
    ipcRenderer.on(name, listener)
    return () => ipcRenderer.off(name, listener)
  },
}

contextBridge.exposeInMainWorld('station', bridge)
