// Who may import whom, as src-main/README.md has it: from the ground up, downwards only, no circles.
// tests/layers.test.ts holds this list against imports that it must refuse.

/** Room → rooms that it may import. `types` marks rooms whose types alone may be named. */
const rooms = {
  contract: [],
  text: ['contract'],
  files: ['text', 'contract'],
  rulebook: ['text', 'contract'],
  archive: ['files', 'text', 'contract'],
  network: ['handler', 'archive', 'files', 'text', 'contract'],
  documents: ['text', 'contract', 'rulebook'],
  handler: ['archive', 'files', 'rulebook', 'contract'],
  people: ['handler', 'archive', 'files', 'rulebook', 'text', 'contract'],
  filing: ['handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  registers: ['filing', 'people', 'handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  handling: ['registers', 'filing', 'people', 'handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  appraisal: ['registers', 'filing', 'people', 'handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  intake: ['registers', 'filing', 'people', 'handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  secrecy: ['registers', 'people', 'handler', 'archive', 'rulebook', 'text', 'contract'],
  trail: ['registers', 'people', 'handler', 'archive', 'documents', 'rulebook', 'text', 'contract'],
  office: ['network', 'trail', 'secrecy', 'intake', 'appraisal', 'handling', 'registers', 'filing', 'people', 'handler', 'archive', 'documents', 'files', 'rulebook', 'text', 'contract'],
  shell: ['office', 'text', 'contract'],
}

const downwards = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-imports-downwards`,
  severity: 'error',
  from: { path: `^src-main/${room}/` },
  to: { path: '^src-(main|renderer)/', pathNot: `^src-main/(${[room, ...below].join('|')})/` },
}))

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...downwards,
    { name: 'every-room-is-in-the-plan', severity: 'error', from: { path: '^src-main/(?!README)', pathNot: `^src-main/(${Object.keys(rooms).join('|')})/` }, to: {} },
    { name: 'shell-knows-the-contract-alone', severity: 'error', from: { path: '^src-main/shell/' }, to: { path: '^src-main/office/', pathNot: '^src-main/office/(contract|messages)\\.ts$' } },
    { name: 'only-the-shell-imports-electron', severity: 'error', from: { path: '^src-', pathNot: '^src-main/shell/' }, to: { path: '(^|/)electron(-store)?(/|$)', dependencyTypesNot: ['local'] } },
    {
      name: 'renderer-knows-contracts-rules-and-text',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: '^src-main/(text/|contract/|[a-z/-]+/([a-z-]*contract|messages|schemas|rules|types|words)\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
}
