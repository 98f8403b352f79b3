// Bench `save`: registering a document at the contract (checked, numbered, journalled, signed, on the disk, found by search),
// beside the bare transaction: the same row, and its words in a plain full-text table, laid into an encrypted database that
// holds the same documents, FULL sync, with nothing else around it. One after the other, on the same disk.
import { join } from 'node:path'
import { derivedKey } from '../../src-main/archive/archive.ts'
import { openConnection } from '../../src-main/archive/database.ts'
import { sql } from '../../src-main/archive/sql.ts'
import type { SqlValue } from '../../src-main/archive/sql.ts'
import { addDays, vietnamDate } from '../../src-main/text/dates.ts'
import type { BenchFacts } from './bench-archive.ts'
import { median, quantile, rowOf, spread, timed } from './measure.ts'
import type { Measured } from './measure.ts'
import type { Office } from './office.ts'

export async function benchSave(office: Office, facts: BenchFacts, folder: string, rounds = 600): Promise<Measured> {
  const { archive } = office.session()!
  const today = vietnamDate(Date.now())
  // A book of its own: in a copied archive the others first ask for their last number.
  const opened = await office.call('registers.openRegister', { id: 'so-do', name: 'Sổ để đo', kind: 'other' }, 'window')
  if (!opened.ok) throw new Error(opened.error.code)

  const barePath = join(folder, 'bare.db')
  archive.db.run(sql`VACUUM INTO ${barePath}`)
  const key = derivedKey(archive.keyring.key, 'database')
  const bare = openConnection({ path: barePath, key })
  try {
    bare.script(`
      CREATE VIRTUAL TABLE bare_search USING fts5 (number_symbol, subject, signer_position, content = '', tokenize = 'unicode61 remove_diacritics 2');
      INSERT INTO bare_search (rowid, number_symbol, subject, signer_position) SELECT rowid, number_symbol, subject, signer_position FROM document;`)
    bare.pragma('wal_checkpoint(TRUNCATE)')
    archive.db.pragma('wal_checkpoint(TRUNCATE)')

    const [saves, bares]: [number[], number[]] = [[], []]
    const warm = 50
    for (let round = 0; round < rounds + warm; round++) {
      const sample = facts.samples[round % facts.samples.length]!
      const input = {
        commandId: `do-${round}`,
        registerId: 'so-do',
        documentTypeId: sample.documentTypeId,
        numberSymbol: `${10_000 + round}-CV/TU`,
        issuedDate: addDays(today, -3),
        issuingBody: { id: sample.issuingBodyId },
        subject: sample.subject,
        signer: { position: sample.signerPosition },
        toPlaces: sample.toPlaces,
        channel: 'network',
        pages: 3,
        copies: 1,
        language: 'Tiếng Việt',
        // The archive may have been made longer ago than a clock may jump.
        acceptClock: true,
        acceptEndedBody: true,
      }
      let id = ''
      const save = await timed(async () => {
        const answer = await office.call('registers.registerIncoming', input, 'window')
        if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.params ?? {})}`)
        id = (answer.value as { id: string }).id
      })
      const row = archive.db.get<Record<string, SqlValue>>(sql`SELECT * FROM document WHERE id = ${id}`)!
      const columns = Object.keys(row)
      const insertion = { text: `INSERT INTO document (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, values: Object.values(row) }
      const plain = await timed(() =>
        bare.transaction(() => {
          bare.run(insertion)
          bare.run(sql`INSERT INTO bare_search (rowid, number_symbol, subject, signer_position)
                       VALUES (last_insert_rowid(), ${row['number_symbol']!}, ${row['subject']!}, ${row['signer_position']!})`)
        }),
      )
      if (round < warm) continue
      saves.push(save)
      bares.push(plain)
    }
    return {
      row: rowOf('save', quantile(saves, 0.95), 'ms', quantile(bares, 0.95), 3),
      details: [spread('save', saves), spread('bare transaction', bares), `of the medians: ${(median(saves) / median(bares)).toFixed(2)} ×`],
    }
  } finally {
    bare.close()
  }
}

