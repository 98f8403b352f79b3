// Two PCs that do not know each other yet, over one link (protocol.ts, step 4): each side commits, reveals, shows the code, and hears
// what its person says. Only when both agreed is the new PC let in.
import { randomBytes } from 'node:crypto'
import type { Message } from './codec.ts'
import type { Link } from './link.ts'
import { commitmentTo, holds, pairingCode } from './pairing-code.ts'
import type { Meeting, Role } from './pairing-code.ts'

export interface PairingOptions {
  readonly link: Pick<Link, 'send' | 'close' | 'closed' | 'publicKey'>
  readonly role: Role
  readonly meeting: Meeting
  readonly archiveId: string
  /** the office's name, which the hub tells */
  readonly officeName: string
  /** the code is there to be compared */
  onCode(code: string): void
}

/** agreed: both persons did; refused: one of them did not; broken: what came was not what was committed to; lost: the link ended. */
export type PairingEnd =
  | { readonly how: 'agreed'; readonly archiveId: string; readonly officeName: string }
  | { readonly how: 'refused' | 'broken' | 'lost' }

export interface Pairing {
  receive(message: Message): void
  /** this PC's person says that the codes are the same; of the hub the new PC is approved with it */
  agree(): void
  refuse(): void
  readonly code: string | null
  /** of the PC at the other end, SPKI DER */
  readonly publicKey: Buffer
  readonly end: Promise<PairingEnd>
}

/** Begins a pairing over an open link of which one side is not known yet. */
export function startPairing({ link, role, meeting, archiveId, officeName, onCode }: PairingOptions): Pairing {
  const other: Role = role === 'hub' ? 'joining' : 'hub'
  const nonce = randomBytes(32)
  let commitment: Buffer | null = null
  let code: string | null = null
  let hasAgreed = false
  let joined: { archiveId: string; officeName: string } | null = null
  const ending = Promise.withResolvers<PairingEnd>()

  void link.send({ kind: 'join', step: 'commit', commitment: commitmentTo(role, meeting, nonce) })
  void link.closed.then(() => ending.resolve({ how: 'lost' }))

  function fail(how: 'refused' | 'broken'): void {
    ending.resolve({ how })
    void link.send({ kind: 'refused', why: how === 'refused' ? 'PERSON_REFUSED' : 'COMMITMENT_BROKEN' }).then(() => link.close('REFUSED'))
  }

  /** The hub tells that the new PC is in; the new PC believes it only once its own person agreed. */
  function settle(): void {
    if (!hasAgreed || code === null) return
    if (role === 'hub') {
      ending.resolve({ how: 'agreed', archiveId, officeName })
      void link.send({ kind: 'joined', archiveId, name: officeName }).then(() => setTimeout(() => link.close('JOINED'), 1_000).unref())
    } else if (joined !== null) {
      ending.resolve({ how: 'agreed', ...joined })
      link.close('JOINED')
    }
  }

  return {
    get code() {
      return code
    },
    publicKey: link.publicKey ?? Buffer.alloc(0),
    end: ending.promise,
    receive(message) {
      if (message.kind === 'refused') {
        ending.resolve({ how: 'refused' })
        link.close('REFUSED')
      } else if (message.kind === 'join' && message.step === 'commit') {
        if (commitment !== null) return fail('broken')
        commitment = message.commitment
        void link.send({ kind: 'join', step: 'reveal', nonce })
      } else if (message.kind === 'join') {
        if (commitment === null || code !== null || !holds(commitment, other, meeting, message.nonce)) return fail('broken')
        code = pairingCode(meeting, role === 'hub' ? { hub: nonce, joining: message.nonce } : { hub: message.nonce, joining: nonce }, archiveId)
        onCode(code)
        settle()
      } else if (message.kind === 'joined' && role === 'joining') {
        if (message.archiveId !== archiveId) return fail('broken')
        joined = { archiveId: message.archiveId, officeName: message.name }
        settle()
      }
    },
    agree() {
      hasAgreed = true
      settle()
    },
    refuse: () => fail('refused'),
  }
}
