// The password with which a person just signed in, kept while they must choose a new one, so that they need not type it twice.
let typed: string | null = null

export function keepTyped(password: string | null): void {
  typed = password
}

export function takeTyped(): string | null {
  return typed
}
