// Who may call what: every name of the contract against every role. A new name without a row fails here, and so does a role that
// gains or loses a name by a slip in a contract or in resources/rulebook/rights.json.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '../../src-main/contract/rights.ts'
import { contractByName } from '../../src-main/office/contract.ts'
import type { Name } from '../../src-main/office/contract.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

/** Roles → the names that they may call. `everybody`: also before anybody signed in. `signed-in`: every role. */
const table: readonly (readonly [who: string, names: string])[] = [
  ['chief administrator', `
    office.setUp office.editOffice office.useSample office.backUp office.listBackups office.restore office.acknowledgeLost office.verify
    office.makeRecoveryKey office.rotateKey office.getKeyState
    people.answerReset people.listAccounts people.listChanges`],
  ['chief administrator', `
    trail.listAccess trail.countAccess trail.listEntries trail.export`],
  ['signed-in', `
    secrecy.getPcRule network.getState`],
  ['chief administrator', `
    network.openHub network.closeHub network.openDoor network.agreeJoin network.refuseJoin network.retireDevice`],
  ['chief administrator', `
    secrecy.setPcRule appraisal.setRule`],
  ['clerk chief leader specialist archivist', `
    secrecy.getCourse secrecy.getReaders`],
  ['clerk chief', `
    secrecy.changeLevel secrecy.extendProtection secrecy.destroyDocument secrecy.giveCopy secrecy.recallCopies secrecy.endCopy secrecy.listEnding secrecy.listCopiesOut`],
  ['clerk chief leader', `
    secrecy.limitReading secrecy.openReading secrecy.listLimited`],
  ['everybody', `
    office.state office.unlockArchive people.readDesk people.signIn people.signOut people.lockDesk`],
  ['signed-in', `
    office.rulebook office.saveDraft office.dropDraft office.listDrafts office.tasks office.cancelTask people.changePassword people.delegateRole
    people.endDelegation people.listPersons people.getRights filing.tree filing.getBody filing.findBodies`],
  ['clerk chief leader specialist archivist administrator', `
    files.stage`],
  ['clerk chief leader specialist archivist', `
    files.read files.copyOut registers.getDocument registers.documentHistory registers.findDocuments registers.findTwin registers.nextNumber
    registers.listRegisters registers.suggest registers.countByBody registers.browseBody registers.browseTypes registers.today registers.printRegister
    registers.printStamp registers.printReturnReceipt registers.listPrintable registers.nextOutgoingNumber registers.seriesRule registers.listSeries
    registers.gapReport registers.report registers.printReport registers.copiesOf registers.printCopy registers.dispatchOf registers.printLedger
    registers.confirmReceipt registers.takeBackReceipts registers.listHandOvers registers.printHandOvers
    registers.saveSearch registers.editSearch registers.removeSearch registers.listSearches registers.countDocuments registers.exportDocuments
    handling.accept handling.passOn handling.reportProgress handling.answer handling.complete handling.return handling.extend handling.withdraw
    handling.remind handling.savePhrase handling.removePhrase handling.listPhrases handling.getCourse handling.listBoard handling.listDueDays
    handling.suggestDueDate handling.listReminders handling.getReminderTimes handling.report handling.printReport handling.printRoutingSlip handling.printCourse
    handling.printDailyList appraisal.getCourse appraisal.listWaiting appraisal.printCourse`],
  ['clerk chief leader specialist administrator', `
    appraisal.getRule`],
  ['clerk chief leader', `
    appraisal.returnDraft appraisal.approve appraisal.withdrawApproval
    handling.distribute handling.direct handling.setOwnDays handling.setReminderTimes`],
  ['administrator', `
    people.begin people.addUnit people.editUnit people.addAccount people.editAccount people.setRoleRight people.setRules people.tiePc people.askReset
    people.resetPassword`],
  ['chief', `
    people.confirmChange secrecy.addReader`],
  ['clerk chief archivist', `
    filing.addBody filing.renameBody filing.editBody filing.moveBody filing.mergeBodies filing.closeBody filing.reopenBody`],
  ['clerk chief', `
    registers.registerIncoming registers.addArrival registers.returnDocument registers.editDocument registers.cancelDocument registers.reinstateDocument
    registers.fileDocuments registers.openRegister registers.renameRegister registers.closeRegister registers.reopenRegister registers.setStartNumber
    registers.closeYear registers.reopenYear registers.confirmLastNumber registers.issueOutgoing registers.recallOutgoing registers.answerRecall
    registers.supersedeOutgoing registers.openSeries registers.editSeries registers.openPeriod registers.reserveNumbers registers.releaseReservation
    registers.confirmSeriesNumber registers.makeCopy registers.strikeCopy registers.noteDispatch registers.noteReceipt registers.noteRecordCopyUse
    registers.freezeDocuments registers.releaseDocuments registers.returnRecordCopy registers.strikeDispatch registers.strikeRecordCopyUse registers.handOver registers.noteReceipts registers.askBack
    registers.notePaperReturned registers.notePaperLost registers.strikeDispatches registers.strikeDispatchNote handling.suggestHandOver intake.readRegister intake.exportFaults intake.importRegister
    intake.withdrawImport intake.listImports`],
  ['clerk chief leader specialist', `
    registers.draftOutgoing registers.editOutgoing intake.readFields appraisal.submitDraft appraisal.comment`],
]
const mayCall = new Map(table.flatMap(([who, names]) => names.trim().split(/\s+/).map((name) => [name, who.split(' ')] as const)))

const password = 'một câu chỉ mình nhớ'
let office: TestOffice
beforeAll(async () => {
  office = await openTestOffice()
  await office.ask('people.begin', { login: 'begin', name: 'Quản trị', password, roles: ['administrator'] })
  for (const role of roles) await office.ask('people.addAccount', { login: role, name: role, roles: [role], clearance: 'tuyet-mat', password })
  await office.ask('people.addAccount', { login: 'no-role', name: 'không vai trò', roles: [], password })
  for (const desk of [...roles, 'no-role']) await office.at(desk).ask('people.signIn', { login: desk, password })
})
afterAll(() => office.close())

test('every name has a row, and every row is a name', () => {
  expect([...mayCall.keys()].toSorted()).toEqual([...contractByName.keys()].toSorted())
})

// An input that no name takes: who may call is told what is wrong with it, who may not is not even told that.
const nothing = { noSuchField: 1 } as never

test.each([...roles, 'no-role', 'nobody'])('%s may call what the table says, and nothing else', async (desk) => {
  const answers: Record<string, string> = {}
  for (const name of contractByName.keys()) {
    // The shell asks for what takes a path of this machine.
    const answer = await office.at(desk).call(name as Name, nothing, 'shell')
    answers[name] = answer.ok ? 'answered' : answer.error.code
  }
  const may = (who: readonly string[]) => who.includes('everybody') || (desk !== 'nobody' && (who.includes('signed-in') || who.includes(desk)))
  const refusal = desk === 'nobody' ? 'NOT_SIGNED_IN' : 'NOT_ALLOWED'
  expect(answers).toEqual(Object.fromEntries([...contractByName.keys()].map((name) => [name, may(mayCall.get(name)!) ? 'INVALID_INPUT' : refusal])))
})
