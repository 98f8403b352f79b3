// Ctrl+O pressed while the page of imports is still on its way: it waits for the page.
import { useEffect } from 'react'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'

let asked = false
let stands = false

/** Hears the key until the page stands. */
export function useFileAskedEarly(): void {
  const coming = usePlace(({ area, importing }) => area === 'books' && importing)
  useKeys({
    chooseFile: () => {
      if (stands) return false
      asked = true
    },
  }, coming)
  // Who goes elsewhere meanwhile wants no file any more.
  useEffect(() => () => void (asked = false), [coming])
}

/** The page stands; `choose` is done at once where the key was pressed before. */
export function useEarlyChoice(choose: () => void): void {
  useEffect(() => {
    stands = true
    if (asked) choose()
    asked = false
    return () => void (stands = false)
  }, [choose])
}
