// Words of what is done with issuing bodies, beside those of the area.
export const tree = {
  fileUnder: 'File under another body',
  fileWhat: 'Document {{symbol}} (arrival number {{number}}) is filed under {{body}}. Its number stays.',
  chooseFromTree: 'Choose a body from those offered.',
  fromHint: 'leave empty when it is not known since when the body stands',
  moveWhat: '“{{name}}” goes, with all below it, under the body chosen. Left empty, it stands alone.',
  moveDo: 'Move',
  mergeWhat: 'Documents, sub-bodies and names of “{{name}}” go to the body chosen. “{{name}}” is used no more.',
  mergeDo: 'Merge',
  reopenWhat: '“{{name}}” takes documents again. If it was merged, the documents, sub-bodies and names that went by the merge come back.',
} as const
