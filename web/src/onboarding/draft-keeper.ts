// Keeps the wizard's state on the server: 800 ms after the last change, one save at a time, again when it failed.
import { isProblem } from '../api/problem';
import type { Draft, DraftState } from '../api/onboarding-types';

export type KeeperState =
  | { is: 'empty' }
  | { is: 'waiting' | 'saving' }
  | { is: 'saved'; at: string }
  | { is: 'failed'; again: number; offline: boolean }
  | { is: 'refused'; problem: unknown }
  | { is: 'changed'; theirs: Draft | undefined };

export type DraftCalls = {
  create: (state: DraftState) => Promise<Draft>;
  save: (id: string, version: number, state: DraftState) => Promise<Draft>;
  read: (id: string) => Promise<Draft>;
};

const settleMs = 800;
const retrySeconds = [4, 8, 15, 30];

/** The same words whatever the order of the fields: the server need not keep it. */
const wordsOf = (state: DraftState) => JSON.stringify(state, (_, value: unknown) =>
  (value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value));

export class DraftKeeper {
  state: KeeperState = { is: 'empty' };
  draft: Draft | undefined;
  private wanted: DraftState | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  /** Sent, and no answer came: the server may hold one of these, saved by nobody else. */
  private readonly unheard = new Set<string>();
  private stopped = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly calls: DraftCalls) {}

  subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };
  snapshot = (): KeeperState => this.state;

  /** Starts from a draft read elsewhere. */
  adopt(draft: Draft): void {
    this.draft = draft;
    this.wanted = undefined;
    this.failures = 0;
    clearTimeout(this.timer);
    this.become({ is: 'saved', at: draft.updatedAt });
  }

  change(state: DraftState): void {
    this.wanted = state;
    if (this.state.is === 'changed' || this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), settleMs);
    if (this.state.is !== 'failed') this.become({ is: 'waiting' });
  }

  /** Saves now what is not saved yet; true when nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    // Whoever else waited may have begun the next one: two saves of one version would be another's change to each other.
    while (this.running) await this.running;
    if (!this.wanted || this.stopped || this.state.is === 'changed') return !this.wanted;
    this.running = this.save(this.wanted).finally(() => { this.running = undefined; });
    await this.running;
    return !this.wanted;
  }

  /** No more saves: the draft was sent or deleted. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    while (this.running) await this.running;
  }

  get ended(): boolean { return this.stopped; }
  get unsaved(): boolean { return Boolean(this.wanted) && !this.stopped; }

  private async save(state: DraftState): Promise<void> {
    this.become({ is: 'saving' });
    try {
      const draft = this.draft
        ? await this.calls.save(this.draft.id, this.draft.version, state)
        : await this.calls.create(state);
      this.draft = { ...draft, state };
      this.failures = 0;
      this.unheard.clear();
      if (this.wanted === state) this.wanted = undefined;
      this.become(this.wanted ? { is: 'waiting' } : { is: 'saved', at: draft.updatedAt });
    } catch (thrown) {
      await this.failed(thrown, state);
    }
  }

  private async failed(thrown: unknown, state: DraftState): Promise<void> {
    const status = isProblem(thrown) ? thrown.status : 0;
    const id = this.draft?.id;
    if (isProblem(thrown) && thrown.code === 'draft_changed' && id) {
      const theirs = await this.calls.read(id).catch(() => undefined);
      if (theirs && this.unheard.has(wordsOf(theirs.state))) return this.heard(theirs);
      return this.become({ is: 'changed', theirs });
    }
    // A refusal will not change by asking again; silence and overload may.
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) return this.become({ is: 'refused', problem: thrown });
    const seconds = retrySeconds[Math.min(this.failures, retrySeconds.length - 1)] ?? 30;
    this.failures += 1;
    this.unheard.add(wordsOf(state));
    const offline = isProblem(thrown) && thrown.code === 'network';
    this.become({ is: 'failed', again: Date.now() + seconds * 1000, offline });
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush(), seconds * 1000);
  }

  /** What was saved without an answer is ours: on from there. */
  private async heard(saved: Draft): Promise<void> {
    this.draft = saved;
    this.failures = 0;
    this.unheard.clear();
    if (this.wanted && wordsOf(this.wanted) !== wordsOf(saved.state)) return this.save(this.wanted);
    this.wanted = undefined;
    this.become({ is: 'saved', at: saved.updatedAt });
  }

  private become(state: KeeperState): void {
    this.state = state;
    this.listeners.forEach((tell) => tell());
  }
}
