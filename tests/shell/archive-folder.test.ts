// Which folders may be opened as an archive, and what is said of the others.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshFolder, holdsArchive, isSameFolder, isServerPath, judgeFolder } from '../../src-main/shell/archive-folder.ts'
import { requests } from '../../src-main/shell/channels.ts'
import { withLatest } from '../../src-main/shell/archives.ts'

const root = mkdtempSync(join(tmpdir(), 'thư mục kho '))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A folder with files of these names, `ngăn/tệp` in a subfolder. */
function folder(name: string, files: readonly string[] = []): string {
  const path = join(root, name)
  mkdirSync(path, { recursive: true })
  for (const file of files) {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), '')
  }
  return path
}

describe('a folder is opened', () => {
  test.each([
    ['an archive', ['archive.json', 'archive.db', 'archive.lock', 'files/x', 'ghi chú.txt'], 'archive'],
    ['an archive that lost its identity: the office says what is wrong', ['archive.db'], 'archive'],
    ['an empty one', [], 'empty'],
    ['one with what the system leaves in it', ['desktop.ini', 'Thumbs.db', '.DS_Store'], 'empty'],
    ['one of a making that was cut short', ['archive.lock'], 'empty'],
  ])('%s', async (name, files, what) => {
    expect(await judgeFolder(folder(`mở ${name}`, files))).toEqual({ ok: true, value: what })
  })
})

describe('a folder is refused', () => {
  test.each([
    ['other files', ['báo cáo.docx'], 'ARCHIVE_FOLDER_TAKEN'],
    ['a set of backups', ['backup.json', 'snapshots/x/archive.db'], 'ARCHIVE_IS_BACKUP'],
    ['one snapshot', ['archive.db', 'manifest.json'], 'ARCHIVE_IS_BACKUP'],
  ])('%s', async (name, files, code) => {
    const path = folder(`từ chối ${name}`, files)
    expect(await judgeFolder(path)).toEqual({ ok: false, error: { code, params: { folder: path } } })
  })

  test('the parent of an archive, which is named', async () => {
    const path = folder('cha', ['kho/archive.json', 'ảnh/x.jpg'])
    expect(await judgeFolder(path)).toEqual({ ok: false, error: { code: 'ARCHIVE_FOLDER_BELOW', params: { folder: join(path, 'kho') } } })
  })

  test('one inside an archive or a set of backups, also by a link', async () => {
    folder('ngoài', ['archive.json'])
    folder('bộ', ['backup.json'])
    const inside = folder('ngoài/backups/trống')
    symlinkSync(inside, join(root, 'lối tắt'))
    for (const path of [inside, join(root, 'lối tắt'), folder('bộ/mới')]) expect(await judgeFolder(path)).toMatchObject({ error: { code: 'ARCHIVE_FOLDER_INSIDE' } })
  })

  test('one that is not there, and a file', async () => {
    folder('đây', ['tệp'])
    for (const name of ['không có', 'đây/tệp']) expect(await judgeFolder(join(root, name))).toMatchObject({ error: { code: 'ARCHIVE_MISSING' } })
  })

  test('one on a network drive, even with an archive', async () => {
    expect(await judgeFolder(folder('mạng', ['archive.json']), async () => true)).toMatchObject({ error: { code: 'ARCHIVE_ON_NETWORK' } })
    expect([String.raw`\\may-chu\kho`, String.raw`\\?\UNC\may-chu\kho`, String.raw`\\wsl$\debian`].map(isServerPath)).toEqual([true, true, true])
    expect([String.raw`C:\kho`, String.raw`\\?\C:\kho`, String.raw`\\.\C:`, '/home/kho'].map(isServerPath)).toEqual([false, false, false, false])
  })

  test('one whose rights or disk fail', async () => {
    const failing = (code: string) => judgeFolder(folder('ổ'), () => Promise.reject(Object.assign(new Error(code), { code })))
    expect(await failing('EACCES')).toEqual({ ok: false, error: { code: 'PATH_NOT_WRITABLE', params: { what: 'EACCES' } } })
    expect(await failing('EIO')).toEqual({ ok: false, error: { code: 'DISK_FAILED', params: { what: 'EIO' } } })
    await expect(judgeFolder(folder('ổ'), () => Promise.reject(new TypeError('lỗi')))).rejects.toThrow('lỗi')
  })
})

test('a new archive is proposed beside those that are there', async () => {
  const usual = join(root, 'đề nghị', 'archive')
  expect(await freshFolder(usual)).toBe(usual)
  folder('đề nghị/archive', ['archive.json'])
  folder('đề nghị/archive-2', ['x'])
  expect(await freshFolder(usual)).toBe(`${usual}-3`)
  expect([await holdsArchive(usual), await holdsArchive(`${usual}-2`)]).toEqual([true, false])
})

test('one folder is known under two names', async () => {
  const path = folder('một')
  symlinkSync(path, join(root, 'một nữa'))
  expect(await isSameFolder(path, join(root, 'một nữa'))).toBe(true)
  expect(await isSameFolder(join(path, 'x', '..'), path)).toBe(true)
  expect(await isSameFolder(path, folder('hai'))).toBe(false)
  expect(await isSameFolder(join(root, 'a'), join(root, 'b'))).toBe(false)
})

test('the archives used lately: each once, the latest first, eight at most', () => {
  const one = (at: number, name = '') => ({ folder: `/kho/${at}`, name, isSample: false })
  const many = Array.from({ length: 10 }, (_, at) => one(at)).reduce(withLatest as never, [] as never) as unknown as ReturnType<typeof one>[]
  expect(many.map(({ folder: path }) => path)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((at) => `/kho/${at}`))
  expect(withLatest(many, one(5, 'Văn phòng'))[0]).toEqual(one(5, 'Văn phòng'))
  expect(withLatest(many, one(5, 'Văn phòng'))).toHaveLength(8)
})

test('the window names a folder only where one of the list is meant', () => {
  expect(requests['archive:choose'].safeParse({ folder: '/x' }).success).toBe(false)
  expect(requests['archive:begin'].safeParse({ folder: '/x' }).success).toBe(false)
  expect(requests['archive:open'].safeParse({ folder: '' }).success).toBe(false)
})
