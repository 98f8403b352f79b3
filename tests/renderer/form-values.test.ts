// The form of registration: what is typed becomes what the contract takes, or an error under its field.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDocument, registerIncoming } from '../../src-main/registers/contract.ts'
import { changesOf, emptyForm, errorsOf, parseTime, registerCall, type FormValues } from '../../src-renderer/features/registration/form-values.ts'

const today = '2026-11-23'
const filled: FormValues = { ...emptyForm(today, '08:12'), numberSymbol: '15-NQ/TU', issuedDate: '3/11', body: { id: 'tinh-uy', name: 'Tỉnh ủy' }, typeText: 'Nghị quyết', typeId: 'nghi-quyet', subject: 'về chuyển đổi số' }

describe('the form of registration', () => {
  test('what is typed loosely is sent as the contract takes it', () => {
    expect(errorsOf(filled, today)).toEqual({})
    const call = registerCall({ ...filled, signerPosition: 'Bí thư', pages: '6', dueDate: '10/12', arrivalTime: '8h12', duplicateReason: ' bản thay thế ' }, today, [])
    expect(call).toMatchObject({ issuedDate: '2026-11-03', arrivalDate: today, arrivalTime: '08:12', dueDate: '2026-12-10', pages: 6, copies: 1, signer: { position: 'Bí thư' }, acceptDuplicate: { reason: 'bản thay thế' } })
    expect(registerIncoming.input.safeParse(call).success).toBe(true)
  })

  test('a form without errors is never refused for its form, whatever is typed', () => {
    const unit = fc.oneof({ weight: 30, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) }, { weight: 1, arbitrary: fc.constantFrom('\u202e', '\u0007', '\u2067', '\n') })
    const text = (most: number) => fc.string({ unit, maxLength: most })
    fc.assert(
      fc.property(
        fc.record({ numberSymbol: text(100), subject: text(500), toPlaces: text(40), note: text(40), signerName: text(50), pages: text(4), copies: text(3), issuedDate: text(10), dueDate: text(10), arrivalTime: text(5), docOrdinal: text(3), suffixOf: text(4) }),
        (typed) => {
          const values: FormValues = { ...filled, ...typed }
          if (Object.keys(errorsOf(values, today)).length > 0) return
          const parsed = registerIncoming.input.safeParse(registerCall(values, today, []))
          expect(parsed.error?.issues ?? []).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([
    ['subject', { subject: ' ' }, 'empty'],
    ['body', { body: { id: null, name: '' } }, 'empty'],
    ['body', { body: { id: null, name: 'ubnd xa tam hong' } }, 'unknownBody'],
    ['body', { body: { id: null, name: 'UBND xã Tam Hồng', isNew: true } }, undefined],
    ['typeText', { typeText: 'Nghị quết', typeId: '' }, 'type'],
    ['issuedDate', { issuedDate: '31/02' }, 'date'],
    ['issuedDate', { issuedDate: '24/11/2026', arrivalDate: '23/11/2026' }, 'issuedAfterArrival'],
    ['arrivalDate', { arrivalDate: '24/11/2026' }, 'arrivalInFuture'],
    ['dueDate', { dueDate: '01/11/2026' }, 'dueBeforeArrival'],
    ['arrivalTime', { arrivalTime: '25:00' }, 'time'],
    ['pages', { pages: '1000' }, 'number'],
    ['subject', { subject: 'x'.repeat(501) }, 'tooLong'],
    ['note', { note: 'gpj.\u202etxt' }, 'hidden'],
  ] as const)('%s says what is wrong with it: %o', (name, typed, key) => {
    expect(errorsOf({ ...filled, ...typed } as FormValues, today)[name]?.key).toBe(key)
  })

  test('an edit sends only what was changed, and null for what was taken away', () => {
    const before: FormValues = { ...filled, issuedDate: '03/11/2026', note: 'cũ', signerPosition: 'Bí thư' }
    expect(changesOf(before, before, today)).toEqual({})
    const changes = changesOf(before, { ...before, note: '', subject: 'về kinh tế số', signerPosition: '' }, today)
    expect(changes).toEqual({ note: null, subject: 'về kinh tế số', signer: { position: null, name: null } })
    expect(editDocument.input.shape.changes.safeParse(changes).success).toBe(true)
  })

  test.each([['8:12', '08:12'], ['0812', '08:12'], ['8h', '08:00'], ['17g05', '17:05'], ['', ''], ['8:60', null], ['trưa', null]])('the time %s is %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time)
  })
})
