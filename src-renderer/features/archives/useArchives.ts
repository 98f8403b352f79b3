// Going to another archive: one way at a time; a folder that does not open is said in words, and the archive in use stays.
import { useState } from 'react'
import { bridge } from '../../data/bridge.ts'
import { archives, queryClient } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'

export interface Going {
  readonly busy: boolean
  readonly trouble: string | null
  choose(): void
  open(folder: string): void
  begin(): void
}

export function useArchives(): Going {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const go = async (way: () => ReturnType<typeof bridge.archives.choose>) => {
    setBusy(true)
    setTrouble(null)
    const answer = await way()
    // The window of the archive that opened takes the place of this one.
    if (answer.ok) return
    setBusy(false)
    if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
    void queryClient.invalidateQueries({ queryKey: archives.queryKey })
  }
  return {
    busy,
    trouble,
    choose: () => void go(() => bridge.archives.choose()),
    open: (folder) => void go(() => bridge.archives.open(folder)),
    begin: () => void go(() => bridge.archives.begin()),
  }
}
