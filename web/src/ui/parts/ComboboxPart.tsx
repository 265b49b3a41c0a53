// A searchable list whose options tell more than a name, and why some cannot be chosen; in its own chunk (use ui/Picker).
import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import { useWords } from '../../i18n/use-words';

export type PickerOption = { value: string; name: string; note: string; state: string; fine: boolean; /** Why not; with it the option cannot be chosen. */ reason?: string };

export type PickerProps = {
  label: string; name: string; optional?: boolean; help?: string; error?: string; placeholder?: string; className?: string;
  value: string;
  /** What stands in the field: the chosen name, or what is searched for. */
  text: string;
  options: PickerOption[];
  empty: string;
  onSearch: (text: string) => void;
  onPick: (value: string) => void;
  onLeave: () => void;
};

const useStyles = makeStyles({
  field: { maxWidth: '480px', position: 'relative' },
  box: { minWidth: 0, width: '100%', '@media (max-width: 640px)': { minHeight: '44px', '& input': { fontSize: '16px' } } },
  list: { maxHeight: '320px', zIndex: 30 },
  option: { alignItems: 'center' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '0 12px', width: '100%', color: 'var(--eText)' },
  note: { fontSize: '12px', lineHeight: '16px', color: 'var(--eText3)', gridColumn: '1' },
  state: { display: 'flex', alignItems: 'center', gap: '6px', gridColumn: '2', gridRow: '1 / span 2', alignSelf: 'center', fontSize: '13px' },
  why: { gridColumn: '1 / -1', fontSize: '12px', lineHeight: '16px', color: 'var(--eWarn)', marginTop: '2px', whiteSpace: 'normal' },
  fine: { color: 'var(--eOk)' },
  not: { color: 'var(--eWarn)' },
  none: { padding: '8px 12px', color: 'var(--eText3)' },
});

export default function ComboboxPart(props: PickerProps) {
  const { label, name, optional, help, error, placeholder, value, text, options, empty, onSearch, onPick, onLeave } = props;
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Field className={styles.field} label={{ children: optional ? `${label} ${t('common.optional')}` : label, htmlFor: name }}
      validationState={error ? 'error' : 'none'} validationMessage={error} hint={error ? undefined : help}>
      <Combobox id={name} inlinePopup className={styles.box} listbox={{ className: styles.list }} clearable freeform placeholder={placeholder} autoComplete="off"
        value={text} selectedOptions={value ? [value] : []} onBlur={onLeave}
        onChange={(event) => onSearch(event.target.value)}
        onOptionSelect={(_, data) => onPick(data.optionValue === value ? value : data.optionValue ?? '')}>
        {options.map((option) => (
          <Option key={option.value} value={option.value} text={option.name} checkIcon={null} disabled={Boolean(option.reason)} className={styles.option}>
            <span className={styles.row}>
              <span>{option.name}</span>
              <span className={styles.note}>{option.note}</span>
              <span className={styles.state}>
                {option.fine ? <CheckmarkCircle16Filled className={styles.fine} /> : <Warning16Filled className={styles.not} />}
                {option.state}
              </span>
              {option.reason && <span className={styles.why}>{option.reason}</span>}
            </span>
          </Option>
        ))}
        {options.length === 0 && <div className={styles.none} role="option" aria-selected="false" aria-disabled="true">{empty}</div>}
      </Combobox>
    </Field>
  );
}
