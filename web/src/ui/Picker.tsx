// A searchable picker; its code is loaded while the page is idle, a plain field of the same size holds its place.
import { useEffect, useState } from 'react';
import { TextField } from './fields';
import { lazily } from './lazily';
import type { PickerOption, PickerProps } from './parts/ComboboxPart';

export type { PickerOption };

const ComboboxPart = lazily(() => import('./parts/ComboboxPart'), { meanwhile: (props) => <Place {...props} /> });

export function Picker(props: PickerProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((act: () => void) => window.setTimeout(act, 200));
    idle(() => setReady(true));
  }, []);
  return ready ? <ComboboxPart {...props} /> : <Place {...props} />;
}

function Place({ label, name, optional, help, error, placeholder, className, text }: PickerProps) {
  return <TextField {...{ label, name, optional, help, error, placeholder, className }} value={text} readOnly onChange={() => {}} />;
}
