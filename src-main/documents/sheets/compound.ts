// Old workbooks (BIFF, in a compound file or bare): which character set their texts have, and whether they ask for a password.
// [MS-XLS] 2.4.21 (BOF), 2.4.52 (CodePage), 2.4.117 (FilePass).

export interface Stream {
  readonly biff8: boolean
  /** of BIFF5 and older, whose texts have one byte a character; 1252 where the book does not say */
  readonly codePage: number
  readonly locked: boolean
}

/** Looks at the first records of a workbook stream. */
export function lookAtStream(stream: Uint8Array): Stream {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  let biff8 = false
  let codePage = 1252
  let locked = false
  for (let at = 0, records = 0; at + 4 <= stream.length && records < 200; records += 1) {
    const type = view.getUint16(at, true)
    const length = view.getUint16(at + 2, true)
    if (at === 0 && type === 0x0809 && length >= 2 && at + 6 <= stream.length) biff8 = view.getUint16(4, true) >= 0x0600
    if (type === 0x0042 && length >= 2 && at + 6 <= stream.length) codePage = view.getUint16(at + 4, true)
    if (type === 0x002f) locked = true
    if (type === 0x000a) break
    at += 4 + length
  }
  return { biff8, codePage: codePage === 0x8001 || codePage === 1200 ? 1252 : codePage, locked }
}

/** How the texts of a stream are read: the library takes each byte of BIFF5 for a letter of Latin-1. */
export function decoderOf({ biff8, codePage }: Stream): ((text: string) => string) | undefined {
  if (biff8) return undefined
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(`windows-${codePage}`)
  } catch {
    decoder = new TextDecoder('windows-1252')
  }
  return (text) => (/[\u0080-\u00ff]/u.test(text) ? decoder.decode(Buffer.from(text, 'latin1')).normalize('NFC') : text)
}
