// A form over what others may save too: how it stood when the form opened, what is typed, and going on from how it stands now.
import { useState } from 'react';
import { isStale } from '../api/problem';
import { focusField } from './FormPanel';
import { mergeTexts } from './StaleNotice';
import { useFieldProblems } from './use-field-problems';

type Save = { error: unknown; reset: () => void };

/** `opened` is what goes to the server as the version changed; `first` has the focus after going on. */
export function useStaleForm<Row, Values extends Record<string, string>>(now: Row, textsOf: (row: Row) => Values, save: Save, first: string) {
  // What came since the form opened is not to be overwritten unseen.
  const [opened, setOpened] = useState(now);
  const [values, setValues] = useState(() => textsOf(now));
  const stale = isStale(save.error);
  const { errors, errorOf } = useFieldProblems(stale ? undefined : save.error);
  const resume = () => {
    setValues(mergeTexts(textsOf(opened), values, textsOf(now)));
    setOpened(now);
    save.reset();
    focusField(first);
  };
  return { opened, values, setValues, stale, errors, errorOf, resume };
}
