// Long writing beside other work: the office process answers saves and searches meanwhile, so a writer lets go of it every
// few milliseconds, and looks whether it has been given up.
import { setImmediate } from 'node:timers/promises'

/** Milliseconds that a writer works at a stretch. */
const stretch = 12
/** Rows between two words on progress. */
const stride = 250

export class Pace {
  readonly #signal: AbortSignal | undefined
  readonly #onProgress: ((rows: number) => void) | undefined
  #rows = 0
  #since = performance.now()

  constructor({ signal, onProgress }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((rows: number) => void) | undefined }) {
    this.#signal = signal
    this.#onProgress = onProgress
  }

  /** After a row: says how far it is, and rests when it is time. @throws the signal's reason */
  async row(): Promise<void> {
    this.#rows += 1
    if (this.#rows % stride !== 0) return await this.step()
    this.#onProgress?.(this.#rows)
    await this.#rest()
  }

  /** After other work. @throws the signal's reason */
  async step(): Promise<void> {
    if (performance.now() - this.#since >= stretch) await this.#rest()
  }

  /** @throws the signal's reason */
  end(): void {
    this.#signal?.throwIfAborted()
    this.#onProgress?.(this.#rows)
  }

  async #rest(): Promise<void> {
    await setImmediate()
    this.#signal?.throwIfAborted()
    this.#since = performance.now()
  }
}
