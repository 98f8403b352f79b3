// Plain copies of files: those of a program that was killed go at the next start, those of one that runs stay.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepTemporary, temporaryFolder } from '../../src-main/shell/temporary.ts'

test('copies of programs that run no more are removed, those of running ones and what is not ours stay', () => {
  const parent = mkdtempSync(join(tmpdir(), 'tạm '))
  const own = temporaryFolder(parent)
  const dead = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))']).stdout.toString()
  for (const name of [`van-thu-${dead}-Ab12Cd`, `van-thu-upload-${dead}-1`, `van-thu-${process.ppid}-Xy34Zw`, 'van-thu-khac', 'cua-nguoi-khac']) {
    mkdirSync(join(parent, name))
    writeFileSync(join(parent, name, 'việc kín.pdf'), 'x')
  }
  expect(sweepTemporary(parent).toSorted()).toEqual([`van-thu-${dead}-Ab12Cd`, `van-thu-upload-${dead}-1`])
  expect(readdirSync(parent).toSorted()).toEqual(['cua-nguoi-khac', own.slice(parent.length + 1), `van-thu-${process.ppid}-Xy34Zw`, 'van-thu-khac'].toSorted())
  expect(existsSync(own)).toBe(true)
  rmSync(parent, { recursive: true })
})
