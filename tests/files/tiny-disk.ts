// A disk that is soon full, for tests of what is done then.
import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** Mounts a disk of `megabytes` in memory, or says why it cannot. */
export function tinyDisk(path: string, megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a tiny disk'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'van-thu-test', path], { stdio: 'pipe' })
  } catch (fault) {
    return `mount refused: ${fault instanceof Error ? fault.message.trim() : String(fault)}`
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', path])
  })
  return null
}
