// A main program for Electron that drives the shell's office-process.ts on one branch, against the office of office.mjs,
// and prints what happened as one line of JSON. With HOLD=1 it stays, to be killed.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { FromOffice } from '../../../src-main/office/messages.ts'
import { chooseBranch, findNode, startOfficeProcess } from '../../../src-main/shell/office-process.ts'
import type { OfficeState } from '../../../src-main/shell/office-process.ts'

const branch = process.env['BRANCH'] === 'utility-process' ? 'utility-process' : 'child-process'

async function scenario(): Promise<void> {
  const events: FromOffice['kind'][] = []
  const states: { state: OfficeState; at: number }[] = []
  const office = startOfficeProcess({
    program: process.env['OFFICE_PROGRAM']!,
    arguments: [],
    node: findNode(process.resourcesPath, process.cwd()),
    compiled: join(app.getPath('userData'), 'compiled'),
    branch,
    onEvent: (event) => events.push(event.kind),
    onState: (state) => states.push({ state, at: Date.now() }),
    log: () => {},
  })
  const bytes = new Uint8Array([0, 255, 7])
  const echo = await office.call('test.getEcho', { text: 'Nghị quyết đường lối', bytes }, 'window')
  const firstPid = office.pid
  const say = (report: unknown): void => void writeSync(1, `${JSON.stringify(report)}\n`)
  if (process.env['HOLD'] === '1') return say({ officePid: firstPid })

  const interrupted = Promise.all([
    office.call('test.getSlow', { wait: 300 }, 'window'),
    office.call('test.doSlow', { wait: 300 }, 'window'),
    office.call('test.doSlow', { wait: 300, commandId: 'c-1' }, 'window'),
  ])
  const died = Date.now()
  void office.call('test.die', {}, 'shell')
  const [query, command, repeated] = await interrupted
  const readyAgain = states.findLast(({ state }) => state === 'ready')!.at - died
  const secondPid = office.pid
  await office.stop()
  const echoed = echo.ok ? (echo.value as { input: { text: string; bytes: Uint8Array }; sender: string }) : null
  say({
    branch: office.branch,
    chosen: chooseBranch(),
    echo: { text: echoed?.input.text, bytes: [...(echoed?.input.bytes ?? [])], sender: echoed?.sender },
    events: [...new Set(events)],
    query: query.ok,
    command: command.ok ? 'ok' : command.error.code,
    repeated: repeated.ok,
    readyAgain,
    otherProcess: firstPid !== secondPid,
    lastState: office.state,
    secondPid,
  })
  app.quit()
}

void app.whenReady().then(scenario)
