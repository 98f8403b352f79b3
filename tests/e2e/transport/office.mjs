// An office process without an archive, in plain JavaScript for the Node of any Electron: answers, waits, or dies as asked.
const port = process.parentPort
const tell = (message) => (port ? port.postMessage(message) : process.send(message))

function receive(message) {
  if (message.kind === 'close') process.exit(0)
  const { id, name, input, sender } = message
  const answer = () => tell({ kind: 'answer', id, answer: { ok: true, value: { name, input, sender, pid: process.pid } } })
  if (name === 'test.die') process.kill(process.pid, 'SIGKILL')
  else if (input?.wait) setTimeout(answer, input.wait)
  else answer()
}

if (port) port.on('message', ({ data }) => receive(data))
else process.on('message', receive)
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready', archiveId: 'none', setUp: false })
tell({ kind: 'changed', topics: ['documents'] })
