// Plain copies that this program lays down for a while: files opened with another program, files on their way in. They go at its end;
// what a program that was killed left behind goes at the next start.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const named = /^van-thu-(?:upload-)?(\d+)-/

/** A new folder for copies, by the name of this process. */
export function temporaryFolder(parent: string): string {
  return mkdtempSync(join(parent, `van-thu-${process.pid}-`))
}

/** Removes the folders of programs that run no more. Gives their names. */
export function sweepTemporary(parent: string, isRunning: (pid: number) => boolean = runs): readonly string[] {
  const left = readdirSync(parent).filter((name) => {
    const pid = Number(named.exec(name)?.[1] ?? Number.NaN)
    return Number.isSafeInteger(pid) && pid !== process.pid && !isRunning(pid)
  })
  return left.filter((name) => {
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
      return true
    } catch {
      // Another user's, or still held open by a viewer on Windows: the next start tries again.
      return false
    }
  })
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user runs, and may not be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
