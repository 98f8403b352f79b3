// What the window may do, and no more: one object, one map of channels behind it.
import { contextBridge, ipcRenderer } from 'electron'
import type { Request, WindowEvent } from './channels.ts'

const ask = (channel: Request, input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input)

contextBridge.exposeInMainWorld('office', {
  invoke: (name: string, input: unknown) => ask('office:invoke', { name, input }),
  on(event: WindowEvent, listener: (detail: unknown) => void) {
    const heard = (_: unknown, message: { event: WindowEvent; detail: unknown }): void => {
      if (message.event === event) listener(message.detail)
    }
    ipcRenderer.on('office:event', heard)
    return () => void ipcRenderer.off('office:event', heard)
  },
  chooseFiles: () => ask('files:choose', {}),
  stageToken: (token: string) => ask('files:stage-token', { token }),
  beginUpload: (name: string) => ask('files:upload-begin', { name }),
  uploadChunk: (upload: string, bytes: Uint8Array) => ask('files:upload-chunk', { upload, bytes }),
  endUpload: (upload: string, cancelled: boolean) => ask('files:upload-end', { upload, cancelled }),
  openExternally: (fileId: string, name: string) => ask('files:open', { fileId, name }),
  saveFile: (fileId: string, name: string) => ask('files:save', { fileId, name }),
  savePrinted: (fileName: string, bytes: Uint8Array) => ask('print:save', { fileName, bytes }),
  openPrinted: (fileName: string, bytes: Uint8Array) => ask('print:open', { fileName, bytes }),
  backUp: () => ask('backup:write', {}),
  backUpElsewhere: () => ask('backup:choose-and-write', {}),
  restore: (path?: string) => (path === undefined ? ask('backup:choose-and-restore', {}) : ask('backup:restore', { path })),
  archives: {
    list: () => ask('archive:list', {}),
    choose: () => ask('archive:choose', {}),
    open: (folder: string) => ask('archive:open', { folder }),
    begin: () => ask('archive:begin', {}),
  },
  settings: { get: () => ask('settings:get', {}), set: (change: unknown) => ask('settings:set', change) },
  log: (level: string, message: string) => void ask('log:write', { level, message: message.slice(0, 10_000) }).catch(() => {}),
})
