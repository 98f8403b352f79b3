// Which archives this PC knows: the one in use, those used lately, and the ways to another. The window names a folder only from
// this list; any other comes from the system's dialog.
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type Store from 'electron-store'
import { err } from '../contract/result.ts'
import { freshFolder, holdsArchive, isSameFolder, judgeFolder } from './archive-folder.ts'
import type { Desk, Desks } from './desks.ts'
import type { Answer } from './office-process.ts'
import type { KnownArchive, PcSettings } from './settings.ts'

const mostKnown = 8

interface ArchivesOptions {
  readonly settings: Pick<Store<PcSettings>, 'get' | 'set'>
  /** where the first archive of this PC is made */
  readonly usual: string
  /** named by VANTHU_ARCHIVE: the next start opens it again, whatever is chosen here */
  readonly fixed: boolean
  readonly desks: Pick<Desks, 'exchange'>
}

export interface Archives {
  list(desk: Desk): Promise<Answer>
  /** Opens the archive of a folder, or makes one in an empty folder. Errors: those of judgeFolder and exchange, ARCHIVE_ALREADY_OPEN. */
  open(desk: Desk, folder: string): Promise<Answer>
  /** Opens one of the list again; NOT_FOUND for any other folder. */
  openKnown(desk: Desk, folder: string): Promise<Answer>
  /** Makes a new archive in the folder that the list proposes. */
  begin(desk: Desk): Promise<Answer>
}

/** The archives used lately with one more, the latest first. */
export function withLatest(known: readonly KnownArchive[], one: KnownArchive): KnownArchive[] {
  return [one, ...known.filter(({ folder }) => folder !== one.folder)].slice(0, mostKnown)
}

export function createArchives({ settings, usual, fixed, desks }: ArchivesOptions): Archives {
  function remember(one: KnownArchive): void {
    const before = settings.get('archives')
    const after = withLatest(before, one)
    if (JSON.stringify(before) !== JSON.stringify(after)) settings.set('archives', after)
  }

  /** Notes what the office of a desk is called now; keeps what was known where it cannot say. */
  async function note({ folder, office }: Desk): Promise<KnownArchive> {
    const before = settings.get('archives').find((one) => one.folder === folder)
    const answer = await office.call('office.state', {}, 'shell')
    const state = answer.ok ? (answer.value as { office: { name: string } | null; isSample: boolean }) : null
    const one = state === null ? (before ?? { folder, name: '', isSample: false }) : { folder, name: state.office?.name ?? '', isSample: state.isSample }
    // An archive that was never open is not one that is known.
    if (state !== null) remember(one)
    return one
  }

  async function open(desk: Desk, chosen: string): Promise<Answer> {
    const folder = resolve(chosen)
    if (await isSameFolder(folder, desk.folder)) return err('ARCHIVE_ALREADY_OPEN')
    const judged = await judgeFolder(folder)
    if (!judged.ok) return judged
    await note(desk)
    const exchanged = await desks.exchange(folder)
    if (!exchanged.ok) return exchanged
    if (!fixed) settings.set('archive', folder === usual ? null : folder)
    remember(settings.get('archives').find((one) => one.folder === folder) ?? { folder, name: '', isSample: false })
    return exchanged
  }

  return {
    async list(desk) {
      const current = await note(desk)
      const others = settings.get('archives').filter(({ folder }) => folder !== desk.folder)
      const known = await Promise.all(others.map(async (one) => ({ ...one, isThere: await holdsArchive(one.folder) })))
      return { ok: true, value: { current, known, fixed, fresh: await freshFolder(usual) } }
    },
    open,
    async openKnown(desk, folder) {
      if (!settings.get('archives').some((one) => one.folder === folder)) return err('NOT_FOUND', { what: 'archive', id: folder })
      // It held an archive: an empty folder there is a disk that is gone, not a place for a new one.
      return (await holdsArchive(folder)) ? open(desk, folder) : err('ARCHIVE_MISSING', { folder })
    },
    async begin(desk) {
      const folder = await freshFolder(usual)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
      } catch (fault) {
        return err('PATH_NOT_WRITABLE', { what: String((fault as { code?: unknown }).code) })
      }
      return open(desk, folder)
    },
  }
}
