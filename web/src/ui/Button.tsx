// Buttons and links that look like buttons; a blocked one stays focusable and says why.
import { Button as FluentButton, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useId, type ComponentProps, type MouseEvent, type ReactNode, type Ref } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';
import { useWords } from '../i18n/use-words';
import { Tip } from './Tip';

const useStyles = makeStyles({
  base: {
    whiteSpace: 'nowrap',
    minWidth: 'auto',
    '@media (max-width: 640px)': { minHeight: '44px' },
  },
  small: { fontWeight: 400 },
  // A reason is worth reading only if the words it is about can be read.
  stopped: { color: 'var(--eText3)', '& .fui-Button__icon': { color: 'var(--eText3)' } },
  smallWords: { '@media (max-width: 640px)': { minWidth: '72px', fontSize: '14px' } },
});

export type Blocked = { message: string }[];

export type ButtonProps = {
  children?: ReactNode;
  icon?: ComponentProps<typeof FluentButton>['icon'];
  iconAfter?: boolean;
  look?: 'primary' | 'secondary' | 'subtle' | 'transparent';
  size?: 'small' | 'medium' | 'large';
  type?: 'button' | 'submit';
  /** The reasons why not; the button stays in the tab order and describes them. */
  blocked?: Blocked;
  busy?: boolean;
  className?: string;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  ref?: Ref<HTMLButtonElement>;
  id?: string;
  title?: string;
  form?: string;
  autoFocus?: boolean;
  'aria-label'?: string;
  'aria-expanded'?: boolean;
  'aria-haspopup'?: 'menu' | 'dialog' | 'listbox';
  'aria-controls'?: string;
  'aria-describedby'?: string;
  'aria-pressed'?: boolean;
  onPointerEnter?: () => void;
  onPointerDown?: () => void;
  onFocus?: () => void;
};

const stop = (event: MouseEvent<HTMLElement>) => event.preventDefault();

export function Button(props: ButtonProps) {
  const { look = 'secondary', type = 'button', iconAfter, blocked, busy, className, children, onClick, ...rest } = props;
  const styles = useStyles();
  const { t } = useWords();
  const reasonsId = useId();
  const stopped = Boolean(blocked?.length);
  const button = (
    <FluentButton
      {...(rest as object)}
      type={type}
      appearance={look}
      iconPosition={iconAfter ? 'after' : 'before'}
      disabledFocusable={stopped || busy}
      aria-busy={busy || undefined}
      aria-describedby={stopped ? reasonsId : rest['aria-describedby']}
      className={mergeClasses(
        styles.base, rest.size === 'small' && styles.small, rest.size === 'small' && Boolean(children) && styles.smallWords,
        stopped && styles.stopped, className,
      )}
      // Fluent drops onClick of a button that is off: a form would be sent by its click all the same, and by Enter in a field.
      onClickCapture={stopped || busy ? stop : undefined}
      onClick={busy === undefined ? onClick : (event: MouseEvent<HTMLElement>) => {
        // The second click of a double click comes before the button can show that it is busy: what it starts is started once.
        if (event.detail > 1) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </FluentButton>
  );
  if (!blocked?.length) return button;
  const reasons = blocked.map((reason) => reason.message).join(' ');
  return (
    <Tip text={reasons} described>
      {button}
      <span id={reasonsId} className="visually-hidden">{t('problems.whyBlocked', { reasons })}</span>
    </Tip>
  );
}

type LinkButtonProps = Omit<ButtonProps, 'type' | 'onClick' | 'ref' | 'form'> & { to: string; state?: unknown };

export function LinkButton({ to, state, blocked, ...rest }: LinkButtonProps) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, { state });
  const styles = useStyles();
  if (blocked?.length) return <Button {...rest} blocked={blocked} />;
  const { look = 'secondary', iconAfter, busy: _busy, className, ...others } = rest;
  return (
    <FluentButton
      {...(others as object)}
      as="a"
      href={href}
      appearance={look}
      iconPosition={iconAfter ? 'after' : 'before'}
      className={mergeClasses(styles.base, rest.size === 'small' && styles.small, rest.size === 'small' && styles.smallWords, className)}
      onClick={follow}
    />
  );
}

/** An icon alone, named by its tip. */
export function IconButton({ label, tipSide, ...rest }: ButtonProps & { label: string; tipSide?: 'below' | 'right' }) {
  return (
    <Tip text={label} side={tipSide}>
      <Button look="subtle" {...rest} aria-label={label} />
    </Tip>
  );
}
