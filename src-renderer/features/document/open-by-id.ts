// Opening a document of which only the id is known, where documents of its direction are read.
import { openEither, usePlace, type DocumentTab } from '../../app/place.ts'
import { read } from '../../data/ask.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

/** @param tab the leaf that is shown of it */
export async function openById(id: string, tab: DocumentTab): Promise<void> {
  try {
    openEither(await read('registers.getDocument', { id }))
    usePlace.setState({ tab })
  } catch (failure) {
    notify(inWords(asRefusal(failure)), { kind: 'trouble' })
  }
}
