// A searchable picker; its code is loaded while the page is idle, a plain field of the same size holds its place.
import { lazy, Suspense, useEffect, useState } from 'react';
import { TextField } from './fields';
import type { PickerOption, PickerProps } from './parts/ComboboxPart';

export type { PickerOption };

const loadPicker = () => import('./parts/ComboboxPart');
const ComboboxPart = lazy(loadPicker);

export function Picker(props: PickerProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((act: () => void) => window.setTimeout(act, 200));
    idle(() => setReady(true));
  }, []);
  const { label, name, optional, help, error, placeholder, text } = props;
  const place = (
    <TextField {...{ label, name, optional, help, error, placeholder }} className={props.className} value={text} readOnly onChange={() => {}} />
  );
  return ready ? <Suspense fallback={place}><ComboboxPart {...props} /></Suspense> : place;
}
