// Form fields: label above, help under, error instead of the help; sized for fingers on a phone.
import { Field, Input, makeStyles, mergeClasses, Select, Textarea } from '@fluentui/react-components';
import { CheckmarkCircle12Filled, Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { useState, type ChangeEvent, type FocusEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import { useWords } from '../i18n/use-words';
import { IconButton } from './Button';

const useStyles = makeStyles({
  control: {
    minWidth: 0,
    maxWidth: '100%',
    '@media (max-width: 640px)': { minHeight: '44px', '& input, & select, & textarea': { fontSize: '16px', minHeight: '42px' } },
  },
  select: { '& select': { borderRadius: '6px' } },
  ok: { color: 'var(--eText3)' },
  okIcon: { color: 'var(--eOk)' },
  // Fluent stops a text area at 260 pixels, whatever its rows.
  area: { '& textarea': { maxHeight: 'none' } },
  message: { marginTop: '5px', maxWidth: '56ch' },
});

type Common = {
  label: string;
  name: string;
  optional?: boolean;
  help?: ReactNode;
  error?: string;
  /** A good answer worth saying, such as a free domain. */
  good?: ReactNode;
  className?: string;
  autoComplete?: string;
};

function Frame({ label, name, optional, help, error, good, className, children }: Common & { children: ReactElement }) {
  const styles = useStyles();
  const { t } = useWords();
  const state = error ? 'error' : good ? 'success' : 'none';
  return (
    <Field
      className={className}
      label={{ children: optional ? `${label} ${t('common.optional')}` : label, htmlFor: name }}
      validationState={state}
      validationMessage={error || good
        ? { children: error ?? good, className: mergeClasses(styles.message, !error && styles.ok), role: undefined }
        : undefined}
      validationMessageIcon={error ? undefined : good ? <CheckmarkCircle12Filled className={styles.okIcon} /> : null}
      hint={error || good ? undefined : help ? { children: help, className: styles.message } : undefined}
    >
      {children}
    </Field>
  );
}

type TextProps = Common & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'url';
  value?: string;
  defaultValue?: string;
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
  onBlur?: (event: FocusEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'decimal';
  before?: ReactNode;
  after?: ReactNode;
  readOnly?: boolean;
  disabled?: boolean;
  maxLength?: number;
  size?: 'medium' | 'large';
  spellCheck?: boolean;
  placeholder?: string;
};

export function TextField(props: TextProps) {
  const { label, name, optional, help, error, good, className, before, after, size, ...rest } = props;
  const styles = useStyles();
  return (
    <Frame {...{ label, name, optional, help, error, good, className }}>
      <Input {...rest} id={name} name={name} size={size} className={styles.control} aria-required={!optional}
        contentBefore={before ? <>{before}</> : undefined} contentAfter={after ? <>{after}</> : undefined} />
    </Frame>
  );
}

export function PasswordField(props: Omit<TextProps, 'type' | 'after'>) {
  const [shown, show] = useState(false);
  const { t } = useWords();
  const label = shown ? t('common.hidePassword') : t('common.showPassword');
  return (
    <TextField {...props} type={shown ? 'text' : 'password'} spellCheck={false}
      after={<IconButton look="transparent" size="small" label={label} aria-pressed={shown}
        icon={shown ? <EyeOff20Regular /> : <Eye20Regular />} onClick={() => show(!shown)} />} />
  );
}

type SelectProps = Common & {
  value?: string;
  defaultValue?: string;
  onChange?: (event: ChangeEvent<HTMLSelectElement>) => void;
  onBlur?: (event: FocusEvent<HTMLSelectElement>) => void;
  ref?: Ref<HTMLSelectElement>;
  disabled?: boolean;
  children: ReactNode;
};

export function SelectField(props: SelectProps) {
  const { label, name, optional, help, error, good, className, children, ...rest } = props;
  const styles = useStyles();
  return (
    <Frame {...{ label, name, optional, help, error, good, className }}>
      <Select {...rest} id={name} name={name} className={mergeClasses(styles.control, styles.select)}
        aria-required={!optional}>
        {children}
      </Select>
    </Frame>
  );
}

type AreaProps = Common & {
  value?: string;
  onChange?: (event: ChangeEvent<HTMLTextAreaElement>) => void;
  onBlur?: (event: FocusEvent<HTMLTextAreaElement>) => void;
  ref?: Ref<HTMLTextAreaElement>;
  rows?: number;
};

export function TextAreaField(props: AreaProps) {
  const { label, name, optional, help, error, good, className, ...rest } = props;
  const styles = useStyles();
  return (
    <Frame {...{ label, name, optional, help, error, good, className }}>
      <Textarea {...rest} id={name} name={name} className={mergeClasses(styles.control, styles.area)} aria-required={!optional} />
    </Frame>
  );
}

/** A filter in a tools row: a native select whose label is for screen readers only. */
export function FilterSelect({ label, value, onChange, children, className }: {
  label: string; value: string; onChange: (value: string) => void; children: ReactNode; className?: string;
}) {
  const styles = useStyles();
  return (
    <Select aria-label={label} value={value} className={mergeClasses(styles.control, className)}
      onChange={(_, data) => onChange(data.value)}>
      {children}
    </Select>
  );
}

export function SearchInput({ label, value, onChange, className, before, id }: {
  label: string; value: string; onChange: (value: string) => void; className?: string; before?: ReactNode; id?: string;
}) {
  const styles = useStyles();
  return (
    <Input id={id} type="search" aria-label={label} placeholder={label} value={value} spellCheck={false}
      className={mergeClasses(styles.control, className)} contentBefore={before ? <>{before}</> : undefined}
      onChange={(_, data) => onChange(data.value)} />
  );
}
