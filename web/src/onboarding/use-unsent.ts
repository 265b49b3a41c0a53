// What was typed since the draft was last saved, kept beside the server's draft until that has it.
import { useEffect, useState } from 'react';
import { useSession } from '../session/session';
import { dropUnsent, keepUnsent, readUnsent } from '../session/unsent';
import type { DraftKeeper, KeeperState } from './draft-keeper';
import { formFromDraft, mergeForms, sameForms, withNewKeys, type Form } from './form';

/** `base` is the draft as the server had it while this was typed: only what was typed is laid over what it has now. */
type Unsent = { base: Form; form: Form };

const placeOf = (draftId: string | undefined) => `draft.${draftId ?? 'new'}`;

/** The form one goes on from: `saved` with what was typed and not saved before the session ended, or as it is. */
export function useUnsent(saved: Form, draftId: string | undefined): { first: Form; found: boolean } {
  const { user } = useSession();
  return useState(() => {
    const unsent = readUnsent<Unsent>(user.id, placeOf(draftId));
    const first = unsent?.base?.values && unsent.form?.values ? withNewKeys(mergeForms(unsent.base, unsent.form, saved)) : saved;
    return sameForms(first, saved) ? { first: saved, found: false } : { first, found: true };
  })[0];
}

export function useKeepUnsent(form: Form, empty: Form, keeper: DraftKeeper, saving: KeeperState): void {
  const { user } = useSession();
  useEffect(() => {
    const { draft } = keeper;
    if (keeper.unsaved) keepUnsent(user.id, placeOf(draft?.id), { base: draft ? formFromDraft(draft.state, empty) : empty, form } satisfies Unsent);
    else if (saving.is === 'saved') dropUnsent(user.id, placeOf(draft?.id));
    // The first save gave it a name: it is kept under that from now on.
    if (draft) dropUnsent(user.id, placeOf(undefined));
  }, [form, empty, keeper, saving, user.id]);
  // Sent, or thrown away by the person: nothing is left to find.
  useEffect(() => () => {
    if (!keeper.ended) return;
    dropUnsent(user.id, placeOf(keeper.draft?.id));
    dropUnsent(user.id, placeOf(undefined));
  }, [keeper, user.id]);
}
