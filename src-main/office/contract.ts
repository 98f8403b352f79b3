// The one contract: every command and query that the window, the command line and browsers may call, by its name.
import type { AnswerOf, CallOf, Contract } from '../contract/define.ts'
import { appraisalContract } from '../appraisal/contract.ts'
import { filesContract } from '../files/contract.ts'
import { filingContract } from '../filing/contract.ts'
import { handlingContract } from '../handling/contract.ts'
import { intakeContract } from '../intake/contract.ts'
import { networkContract } from '../network/contract.ts'
import { peopleContract } from '../people/contract.ts'
import { registersContract } from '../registers/contract.ts'
import { secrecyContract } from '../secrecy/contract.ts'
import { trailContract } from '../trail/contract.ts'
import { ownContract } from './own-contract.ts'

const all = [...ownContract, ...filesContract, ...peopleContract, ...trailContract, ...secrecyContract, ...filingContract, ...registersContract, ...handlingContract, ...appraisalContract, ...intakeContract, ...networkContract] as const

type All = (typeof all)[number]
export type Name = All['name']
type Named<N extends Name> = Extract<All, { name: N }>
export type Call<N extends Name> = CallOf<Named<N>>
export type Answer<N extends Name> = AnswerOf<Named<N>>

/** Every contract by name. */
export const contractByName: ReadonlyMap<string, Contract> = new Map(all.map((contract) => [contract.name, contract]))
