// What somebody typed and the server has not taken yet: kept in this tab, for the same person to find after signing in again.
const prefix = 'entrepot.unsent.';
const keyOf = (userId: string, what: string) => `${prefix}${userId}.${what}`;

// A tab that may not store, or has no room left, works as before: only what is unsent would go with the session.
function quietly<T>(act: () => T): T | undefined {
  try { return act(); } catch { return undefined; }
}

export function keepUnsent(userId: string, what: string, value: unknown): void {
  quietly(() => sessionStorage.setItem(keyOf(userId, what), JSON.stringify(value)));
}

export function readUnsent<T>(userId: string, what: string): T | undefined {
  return quietly(() => {
    const text = sessionStorage.getItem(keyOf(userId, what));
    return text === null ? undefined : (JSON.parse(text) as T);
  });
}

export function dropUnsent(userId: string, what: string): void {
  quietly(() => sessionStorage.removeItem(keyOf(userId, what)));
}

/** Nobody reads what another typed: everything goes but one person's own, and that too at signing out. */
export function dropUnsentOfOthers(userId?: string): void {
  quietly(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && !(userId && key.startsWith(keyOf(userId, '')))) sessionStorage.removeItem(key);
    }
  });
}
