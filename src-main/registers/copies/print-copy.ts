// The page that makes a copy official, printed.
import { err } from '../../contract/result.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleTask } from '../../handler/handler.ts'
import { drawing, fontsIn, footOf, officeOf, printedPdf, typeAndSubject, watermarkOf } from '../printing.ts'
import { documentRow, issuerOf, nameDay } from '../records.ts'
import { printCopy } from './contract.ts'
import type { CopyKind } from './contract.ts'
import { copyRow } from './records.ts'
import type { CopyRow } from './records.ts'

export const copyForms: Readonly<Record<CopyKind, string>> = { 'sao-y': 'Sao y', 'sao-luc': 'Sao lục', 'trich-sao': 'Trích sao' }

const authorities = { tm: 'T/M', kt: 'K/T', tl: 'T/L' } as const

/** "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG": above the signature. */
function signerLines({ authority, on_behalf_of, signer_position }: CopyRow): string[] {
  const delegated = authority === null || authority === 'none' ? '' : [authorities[authority], on_behalf_of].filter(Boolean).join(' ')
  return [delegated, signer_position ?? ''].filter((line) => line !== '').map((line) => line.toLocaleUpperCase('vi'))
}

const print = handleTask(printCopy, async (context, { id, withTopSecretSubjects }) => {
  const { db, rulebook } = context
  const row = copyRow(db, id)
  const document = row === undefined ? undefined : documentRow(db, row.document_id)
  if (row === undefined || document === undefined) return err('COPY_NOT_FOUND', { id })
  const office = officeOf(db)
  const watermark = watermarkOf(context, [document.secrecy])
  const sheet = await (await drawing()).printCopySheet({
    parentName: office.parent_name,
    officeName: office.name,
    place: office.place,
    form: copyForms[row.kind].toLocaleUpperCase('vi'),
    numberSymbol: row.number_symbol,
    date: row.copy_date,
    original: {
      typeAndSubject: typeAndSubject(document, rulebook, withTopSecretSubjects),
      numberSymbol: document.number_symbol,
      ...(document.issued_date === null ? {} : { issuedDate: document.issued_date }),
      issuingBody: bodyNamer(db, [issuerOf(document)])(issuerOf(document), nameDay(document)),
    },
    ...(row.extract === null ? {} : { extract: row.extract }),
    ...(row.copies === null ? {} : { copies: row.copies }),
    recipients: row.to_places === null ? [] : row.to_places.split('; '),
    signerLines: signerLines(row),
    signerName: row.signer_name,
    ...(watermark === undefined ? {} : { watermark }),
    foot: footOf(context),
    fonts: fontsIn(context),
  })
  return printedPdf(`${copyForms[row.kind]} ${row.number_symbol}.pdf`, sheet)
})

export const printCopyHandlers = [print]
