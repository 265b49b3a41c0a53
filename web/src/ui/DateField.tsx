// A calendar day typed as dd/mm/yyyy, with a calendar that is loaded on first use; its value is ISO (2026-11-23).
import { CalendarLtr20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words';
import { IconButton } from './Button';
import { useNow } from './clock';
import { TextField } from './fields';
import { parseDay, showDay } from './format';
import { lazily } from './lazily';
import styles from './DateField.module.css';

const Calendar = lazily(() => import('./Calendar'), { place: 'over' });

type Props = {
  label: string; name: string; optional?: boolean; error?: string; help?: string; className?: string;
  /** ISO day, or what was typed when it is no day. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  /** ISO days. */
  min?: string;
  max?: string;
};

export function DateField({ value, onChange, onBlur, error, help, min, max, ...rest }: Props) {
  const { t } = useWords();
  const today = useNow().toISOString().slice(0, 10);
  const [text, setText] = useState(() => showDay(value));
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setText((typed) => (parseDay(typed) === value || typed === value ? typed : showDay(value)));
  }, [value]);
  const example = showDay(max ?? today);
  const close = () => {
    setOpen(false);
    document.getElementById(rest.name)?.focus();
  };
  return (
    <div className={`${styles.field} ${rest.className ?? ''}`} ref={box}>
      <TextField {...rest} className="" inputMode="numeric" autoComplete="off" error={error} value={text}
        help={help ?? t('common.dateHelp', { example })}
        onChange={(event) => {
          setText(event.target.value);
          onChange(parseDay(event.target.value) ?? event.target.value);
        }}
        onBlur={() => {
          const day = parseDay(text);
          if (day) setText(showDay(day));
          onBlur?.();
        }}
        after={<IconButton look="transparent" size="small" icon={<CalendarLtr20Regular />} label={t('common.openCalendar')}
          aria-expanded={open} aria-haspopup="dialog" onPointerEnter={Calendar.prefetch}
          onFocus={Calendar.prefetch} onClick={() => setOpen(!open)} />} />
      {open && (
        <Calendar value={parseDay(showDay(value)) ?? max} min={min} max={max} onClose={close}
          onPick={(day) => { setText(showDay(day)); onChange(day); close(); }} />
      )}
    </div>
  );
}
