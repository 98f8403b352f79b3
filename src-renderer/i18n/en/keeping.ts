// Words of backups and the guide, beside those of their areas.
export const keeping = {
  chooseFolder: 'Choose the backup…',
  guideMissing: 'This page did not open. Close the program and open it again; if it stays so, install it again.',
  found: '{{count}} places hold these words',
} as const
