// Asks for a part of the portal until it comes: a server that restarts must not break the page that it has sent.
const pauses = [400, 800, 1_600, 3_000];
const patience = 30_000;

/** How a part is missing: asked for again, given up for now, or gone because another version is served. */
export type Trouble = 'waiting' | 'failed' | 'outdated';

export class Missing extends Error {
  readonly trouble: 'failed' | 'outdated';
  constructor(trouble: 'failed' | 'outdated', cause: unknown) {
    super(`A part of the portal is ${trouble}: ${String(cause)}`, { cause });
    this.trouble = trouble;
  }
}

/** Tries again with growing pauses, about 30 seconds long. Browsers fetch a module anew after a failure. */
export async function insist<T>(load: () => Promise<T>, onTrouble?: () => void, forMs = patience): Promise<T> {
  const start = Date.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await withStyles(load);
    } catch (thrown) {
      if (await isOutdated()) throw new Missing('outdated', thrown);
      if (Date.now() - start >= forMs) throw new Missing('failed', thrown);
      onTrouble?.();
      await new Promise((go) => setTimeout(go, pauses[Math.min(tries, pauses.length - 1)]));
    }
  }
}

/** Asks once, ahead of need; what fails now is asked for again when it is needed. */
export function ahead<T>(load: () => Promise<T>, onFound: (found: T) => void): void {
  withStyles(load).then(onFound, () => {});
}

// Vite asks for a style sheet once: one that was lost on the way would never be asked for again.
const lostStyles = new Set<string>();
if (typeof document !== 'undefined') {
  document.addEventListener('error', ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lostStyles.add(target.href);
  }, true);
}

async function withStyles<T>(load: () => Promise<T>): Promise<T> {
  await Promise.all([...lostStyles].map(askForStyle));
  const found = await load();
  await Promise.all([...lostStyles].map(askForStyle));
  return found;
}

function askForStyle(href: string): Promise<void> {
  const old = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter((link) => link.href === href);
  const fresh = document.createElement('link');
  fresh.rel = 'stylesheet';
  fresh.href = href;
  return new Promise((done, fail) => {
    fresh.addEventListener('load', () => {
      lostStyles.delete(href);
      old.forEach((link) => link.remove());
      done();
    });
    fresh.addEventListener('error', () => {
      fresh.remove();
      fail(new Error(`The style sheet ${href} did not come.`));
    });
    document.head.append(fresh);
  });
}

/** True when the server answers with another version's page: what this one asks for is gone for good. */
async function isOutdated(): Promise<boolean> {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  if (!entry) return false;
  try {
    const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(4_000) });
    return answer.ok && !(await answer.text()).includes(entry);
  } catch {
    return false;
  }
}
