// A text field of the form: label, example, error and warning by its name alone.
import { Warning16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { TextField } from '../../ui/fields';
import { isRequired } from '../checks';
import type { FieldName } from '../form';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';

type Props = {
  name: FieldName; help?: ReactNode; good?: ReactNode; type?: 'text' | 'email' | 'tel'; inputMode?: 'text' | 'numeric' | 'email' | 'tel';
  after?: ReactNode; maxLength?: number; className?: string;
};

export function Text({ name, help, type = 'text', maxLength = 200, ...rest }: Props) {
  const wizard = useWizard();
  const labelOf = useLabelOf();
  const warning = wizard.warningOf(name);
  return (
    <TextField {...rest} name={name} type={type} maxLength={maxLength} label={labelOf(name, wizard.facts)} autoComplete="off" spellCheck={false}
      optional={!isRequired(name, wizard.country)} value={wizard.form.values[name]} error={wizard.errorOf(name)}
      help={warning ? <span className={styles.warning}><Warning16Filled />{warning}</span> : help}
      onChange={(event) => wizard.set(name, event.target.value)} onBlur={() => wizard.leave(name)} />
  );
}
