// The draft's saves: settled, one at a time, again after silence, stopped by another's version.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../src/api/problem';
import type { Draft, DraftState } from '../src/api/onboarding-types';
import { DraftKeeper, type DraftCalls } from '../src/onboarding/draft-keeper';

const draft = (version: number, state: DraftState): Draft => ({
  id: 'd', version, state, title: '', owner: { id: 'u', displayName: 'Camille' }, editedBy: { id: 'v', displayName: 'Inès' },
  createdAt: '', updatedAt: `at ${version}`, expiresAt: '',
});
const named = (name: string): DraftState => ({ company: { name } });

describe('the keeper', () => {
  let calls: { [K in keyof DraftCalls]: ReturnType<typeof vi.fn> };
  let keeper: DraftKeeper;
  beforeEach(() => {
    vi.useFakeTimers();
    let version = 0;
    const answer = (state: DraftState) => Promise.resolve(draft((version += 1), state));
    calls = { create: vi.fn(answer), save: vi.fn((_: string, __: number, state: DraftState) => answer(state)), read: vi.fn(() => answer(named('theirs'))) };
    keeper = new DraftKeeper(calls as unknown as DraftCalls);
  });
  afterEach(() => { vi.useRealTimers(); });

  it('saves 800 ms after the last change, first making the draft, then by version', async () => {
    keeper.change(named('a'));
    await vi.advanceTimersByTimeAsync(500);
    keeper.change(named('b'));
    await vi.advanceTimersByTimeAsync(799);
    expect(calls.create).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(calls.create).toHaveBeenCalledExactlyOnceWith(named('b'));
    keeper.change(named('c'));
    await vi.advanceTimersByTimeAsync(800);
    expect(calls.save).toHaveBeenCalledExactlyOnceWith('d', 1, named('c'));
    expect(keeper.state).toEqual({ is: 'saved', at: 'at 2' });
  });
  it('saves once what several asked to be saved while a save ran', async () => {
    keeper.adopt(draft(4, named('mine')));
    let answer = (_: Draft) => {};
    calls.save.mockImplementationOnce(() => new Promise((resolve) => { answer = resolve; }));
    calls.save.mockImplementation((_: string, version: number, state: DraftState) => Promise.resolve(draft(version + 1, state)));
    keeper.change(named('a'));
    const first = keeper.flush();
    await vi.advanceTimersByTimeAsync(1);
    keeper.change(named('b'));
    const asked = [keeper.flush(), keeper.flush(), keeper.flush()];
    answer(draft(5, named('a')));
    expect(await Promise.all([first, ...asked])).toEqual([false, true, true, true]);
    expect(calls.save.mock.calls).toEqual([['d', 4, named('a')], ['d', 5, named('b')]]);
    expect(keeper.state).toEqual({ is: 'saved', at: 'at 6' });
  });
  it('tries again after a silence, and when told to', async () => {
    calls.create.mockRejectedValueOnce(new ApiProblem(0, 'network', ''));
    keeper.change(named('a'));
    await vi.advanceTimersByTimeAsync(800);
    expect(keeper.state).toMatchObject({ is: 'failed', offline: true });
    expect(keeper.unsaved).toBe(true);
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state.is).toBe('saved');
  });
  it('waits longer each time', async () => {
    calls.create.mockRejectedValue(new ApiProblem(503, 'busy', ''));
    keeper.change(named('a'));
    await vi.advanceTimersByTimeAsync(800 + 4000 + 8000);
    expect(calls.create).toHaveBeenCalledTimes(3);
  });
  it('takes its own save, whose answer was lost, for no one else’s', async () => {
    keeper.adopt(draft(4, named('mine')));
    calls.save.mockRejectedValueOnce(new ApiProblem(0, 'timeout', '')).mockRejectedValueOnce(new ApiProblem(409, 'draft_changed', ''));
    calls.read.mockResolvedValue(draft(5, named('a')));
    calls.save.mockImplementation((_: string, version: number, state: DraftState) => Promise.resolve(draft(version + 1, state)));
    keeper.change(named('a'));
    await vi.advanceTimersByTimeAsync(800);
    keeper.change(named('b'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls.save).toHaveBeenLastCalledWith('d', 5, named('b'));
    expect(keeper.state).toEqual({ is: 'saved', at: 'at 6' });
  });
  it('stops at a version saved elsewhere and shows it', async () => {
    keeper.adopt(draft(4, named('mine')));
    calls.save.mockRejectedValueOnce(new ApiProblem(409, 'draft_changed', ''));
    keeper.change(named('a'));
    await vi.advanceTimersByTimeAsync(800);
    expect(keeper.state).toMatchObject({ is: 'changed', theirs: { editedBy: { displayName: 'Inès' } } });
    keeper.change(named('b'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls.save).toHaveBeenCalledTimes(1);
  });
  it('saves no more once stopped', async () => {
    keeper.change(named('a'));
    await keeper.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls.create).not.toHaveBeenCalled();
  });
});
