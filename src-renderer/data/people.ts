// What the window reads of the people of the office.
import { queryOptions } from '@tanstack/react-query'
import { read, type ValueOf } from './ask.ts'

export const persons = queryOptions({ queryKey: ['people', 'persons'], queryFn: () => read('people.listPersons', {}) })
export const accounts = queryOptions({ queryKey: ['people', 'accounts'], queryFn: () => read('people.listAccounts', {}) })
export const roleRights = queryOptions({ queryKey: ['people', 'rights'], queryFn: () => read('people.getRights', {}) })
export const rightsChanges = queryOptions({ queryKey: ['people', 'changes'], queryFn: () => read('people.listChanges', {}) })

export type Account = ValueOf<'people.listAccounts'>['accounts'][number]
export type Delegation = ValueOf<'people.listAccounts'>['delegations'][number]
export type Reset = ValueOf<'people.listAccounts'>['resets'][number]
export type Unit = ValueOf<'people.listPersons'>['units'][number]
export type RightsChange = ValueOf<'people.listChanges'>['changes'][number]
