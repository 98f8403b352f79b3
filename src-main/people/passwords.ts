// Passwords: argon2id (RFC 9106), in PHC form. What it costs is said in each hash, so that a later program may ask for more.

/** Algorithm.Argon2id: the package's own name is a const enum, which a single file cannot read. */
const argon2id = 2
/** 32 MiB and three passes: some 80 ms on an office PC, and dear for a card full of graphics processors. */
const cost = { algorithm: argon2id, memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 } as const

// Native, and wanted by nobody before somebody signs in: the start does not wait for it.
const argon2 = () => import('@node-rs/argon2')

/** The hash that is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2()
  return await hash(password.normalize('NFC'), cost)
}

let nobodys: Promise<string> | undefined

/** Whether a password is the one kept. `kept` null: no such account; the answer takes as long all the same, so that it does not tell. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password')
  const { verify } = await argon2()
  const right = await verify(kept ?? (await nobodys), password.normalize('NFC'))
  return right && kept !== null
}
