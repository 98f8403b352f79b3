// How two PCs of one office talk: the course of the protocol, its kinds of frames, bounds and times. What stands here is the
// contract between programs of different ages; change it only by adding.
//
// 1. DISCOVERY (announce.ts). A hub announces itself by UDP each 5 s, by multicast and by broadcast on every IPv4 interface, and
//    answers a query at once. A datagram tells device id, port, name and a tag of the archive (first 8 bytes of SHA-256 of its id).
//    It is a hint, never proof: anybody can send one. An address that a person typed, or that came in a hello, serves as well.
// 2. TLS (listen.ts, dial.ts). TCP, mutual TLS 1.3, ALPN "vanthu/1", certificates self-signed by the device's Ed25519 key
//    (identity.ts). The peer's device id is SHA-256 of the public key in its certificate. The dialling side compares it with the one
//    it expects; the listening side asks who is admitted; both before a byte of application data is taken. No session is resumed: a
//    resumed one would prove an earlier handshake, and a device can be retired in between.
//    - expected device not met, no certificate, no ALPN, no TLS 1.3: the connection is closed; who dialled gets the reason as a value.
//    - not admitted (unknown, retired): `bye NOT_ADMITTED`, closed.
//    - no hello 15 s after TCP opened, or too many who have not said hello: closed without a word.
//    - more links than a hub takes, or more in pairing: `bye BUSY`.
// 3. HELLO, the first frame of each side, sent without waiting for the other's. It must tell the device id of the certificate. Who
//    already belongs to another archive: `bye OTHER_ARCHIVE`. Another frame first, or a second hello: `bye GARBAGE`. Clocks are
//    told to be shown, and block nothing.
// 4. PAIRING (pairing-code.ts), where one side is admitted as `joining`; only the kinds in `joiningKinds` pass then. Each sends
//    `join` with its commitment to a nonce; who has the other's commitment reveals its nonce; who has the other's nonce checks it
//    against the commitment and shows the code. Both persons compare it by voice, and each says on its own PC that it agrees: the hub
//    then sends `joined`, and the new PC takes `joined` only after its own person has agreed, since a man in the middle can send
//    one too. Where a commitment does not hold, or a person says no: `refused`, closed. A hub lets few attempts through in a
//    row: each gives a man in the middle one chance in a million. After `joined` the link ends; the new PC dials again as a member.
// 5. DEVICES. Each sends `devices`: public keys and names of all that were approved, and when one was retired. It comes before
//    entries, which are refused where their device is unknown. The list is settled by entries of the journal; this message only makes
//    it known in time.
// 6. VECTORS. Each sends `vector`: for each line (device and epoch) the sequence up to which it holds every entry.
// 7. ENTRIES, both ways at once. Each sends what the other's vector lacks, in the order of positions in its own journal. A journal holds
//    an entry only after all that its writer had seen, so this order puts causes before effects, and the receiver need not wait. A payload
//    whose compartment the receiver is not cleared for goes without salt and body. A frame holds about 1 MiB; the next is sent when
//    the stream has room. What the receiver has already is no fault. What does not follow, or is not signed, is refused by the archive
//    (`ack` does not move), reported there, and the link goes on for other lines.
// 8. ACKS. After a batch is committed, `ack` tells the lines that moved. The sender keeps the latest, and shows what is still to send. An
//    ack that is lost costs a batch sent twice.
// 9. LIVE. In step, each new entry is pushed at once by the same `entries`. There is no mode: a push is a batch of one.
// 10. FILES. `fileWant` {id, offset, urgent} is answered by `fileChunk`s from the offset on, or `fileLacking`. Chunks wait behind everything
//    else (frames.ts), so a large scan delays no entry by more than one chunk. Files are sent one after the other as they were asked for,
//    urgent ones (a person opens it) before all others, whatever is on its way. A new `fileWant` for the same file takes the place of
//    the one before; one whose offset lies beyond the end calls it off, and is answered by `fileLacking`. What the asking PC may not hold
//    is `fileLacking` too, as if it were not there. Resumption is by offset; the whole is believed by its SHA-256 alone, and begun
//    anew where that does not come out (file-fetching.ts).
// 11. RETIREMENT. A retired device is admitted by nobody who knows of it, and its open links are closed: `bye RETIRED`. Its entries
//    until then stay good: they are chained and signed.
// 12. VERSIONS APART. ALPN names the generation; another one is another protocol. Within one, `hello.protocol` grows by additions:
//    kinds that a program does not know are skipped, as are fields of JSON messages. `hello.unpacks` tells which packings of bodies the
//    sender reads. Entries of a newer schema are taken, and parked by the archive until the program is upgraded.
// 13. FAULTS. Malformed or too large: `bye GARBAGE`, closed, reason noted here. Silence of 30 s, though each side pings each 10 s: closed as
//    half-open. While this side is busy with a message it reads nothing, so silence does not count. After any end the dialling side tries
//    again (redial.ts), begins at step 2, and nothing that was acknowledged is sent again.
//
// FRAME: length u32 (of the payload) | kind u8 | payload, big-endian. Payloads: codec.ts.

/** Grows by additions; `alpn` changes where it cannot. */
export const protocolVersion = 1
export const alpn = 'vanthu/1'

/** Kind of a frame → its byte. */
export const kinds = {
  hello: 1,
  vector: 2,
  entries: 3,
  ack: 4,
  devices: 5,
  fileWant: 6,
  fileChunk: 7,
  fileLacking: 8,
  join: 9,
  joined: 10,
  refused: 11,
  bye: 12,
  ping: 13,
} as const

export type Kind = keyof typeof kinds

const KiB = 1024
const MiB = 1024 * KiB

/** Bytes of one entries frame before bodies: their envelopes. */
export const entryHeadsBound = 4 * MiB
/** Bytes of the bodies of one entries frame, unpacked: one entry of 500 rows with long texts stays below. */
export const entryBodiesBound = 32 * MiB
/** Where a sender closes a batch: bytes before packing. Larger ones make a live entry wait longer behind them. */
export const batchBytes = MiB
/** Bytes of one file chunk at most. */
export const fileChunkBound = 256 * KiB
/** Bytes of a file chunk as sent: 50 ms at 10 Mbit/s. */
export const fileChunkBytes = 64 * KiB

/** Bytes of a payload at most, by kind. */
export const bounds: Readonly<Record<Kind, number>> = {
  hello: 16 * KiB,
  vector: MiB,
  entries: entryHeadsBound + entryBodiesBound + KiB,
  ack: MiB,
  devices: 4 * MiB,
  fileWant: 41,
  fileChunk: fileChunkBound + 41,
  fileLacking: 32,
  join: 33,
  joined: 16 * KiB,
  refused: KiB,
  bye: KiB,
  ping: 0,
}

/** Bytes of a frame of a kind that this program does not know: more is taken for garbage. It is skipped, never kept. */
export const unknownKindBound = 4 * MiB

/** What passes on a link of which one side is not paired yet. */
export const joiningKinds: readonly Kind[] = ['hello', 'join', 'joined', 'refused', 'bye', 'ping']

/** ms */
export const times = {
  /** from the opening of TCP until the peer's hello is there */
  greeting: 15_000,
  ping: 10_000,
  /** how often a link looks at its silence */
  beat: 2_000,
  /** without a byte heard */
  dead: 30_000,
  /** for a last frame to leave before the connection is cut */
  farewell: 2_000,
  announce: 5_000,
  /** without being announced again */
  hubForgotten: 20_000,
  /** A link that lasted as long was a good one: the next wait begins small. */
  steady: 30_000,
  /** waits between attempts: first and longest, each before its jitter */
  firstWait: 1_000,
  longestWait: 60_000,
  /** how often the network interfaces are looked at */
  watch: 2_000,
  /** wall clock ahead of the running time by more: the PC slept, or its clock was set */
  slept: 10_000,
} as const

/** Connections of which no hello came yet, links in pairing, and all links, at one hub. */
export const connections = { waitingPerAddress: 8, waiting: 64, joining: 8, all: 256 } as const

/** UDP: where hubs are asked for and announced; TCP: where a hub listens unless told otherwise. */
export const ports = { announce: 24180, hub: 24180 } as const
export const multicastGroup = '239.255.86.84'
/** Bytes of a datagram at most: it is never cut into pieces on its way. */
export const datagramBound = 512
