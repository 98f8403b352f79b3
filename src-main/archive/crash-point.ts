// Named points at which the crash test kills the process, as a power cut would: `VANTHU_CRASH_AT=before-commit:3` dies at the
// third time that point is reached. Without the variable a point costs one comparison.

export type CrashPoint =
  | 'after-staging'
  | 'before-commit'
  | 'after-commit'
  | 'during-migration'
  | 'during-backup'
  | 'during-restore'
  | 'after-epoch'
  | 'after-marker'
  | 'amid-exchange'
  | 'after-restore-swap'
  | 'after-next-key'
  | 'amid-resealing'
  | 'before-exchange'
  | 'after-key-sealed'
  | 'before-key-removed'
  | 'after-key-removed'

const wanted = process.env['VANTHU_CRASH_AT']
const [point, times] = wanted === undefined ? [undefined, 0] : [wanted.split(':')[0], Number(wanted.split(':')[1] ?? 1)]
let reached = 0

/** Dies here when the environment asks for it. */
export function crashPoint(name: CrashPoint): void {
  if (point !== name) return
  reached += 1
  if (reached >= times) process.kill(process.pid, 'SIGKILL')
}
