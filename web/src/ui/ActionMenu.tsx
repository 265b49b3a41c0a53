// A button with a menu whose code is loaded when the pointer or the focus comes near.
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useRef, useState, type ReactNode } from 'react';
import { Button, IconButton } from './Button';
import { lazily } from './lazily';
import type { MenuEntry } from './parts/MenuPart';

export type { MenuEntry };

const MenuPart = lazily(() => import('./parts/MenuPart'), { place: 'over' });

type Props = {
  label: string; entries: MenuEntry[];
  /** What the button shows; three dots when left out. */
  children?: ReactNode; look?: 'subtle' | 'secondary'; className?: string;
};

export function ActionMenu({ label, entries, children, look = 'subtle', className }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const openBefore = useRef(false);
  const shared = {
    ref: button, look, className, 'aria-haspopup': 'menu' as const, 'aria-expanded': open,
    onPointerEnter: MenuPart.prefetch,
    onFocus: MenuPart.prefetch,
    // The menu closes on the press, so the click that follows must not open it again.
    onPointerDown: () => { openBefore.current = open; },
    onClick: () => { setOpen(!openBefore.current); openBefore.current = false; },
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      {children
        ? <Button {...shared} aria-label={label}>{children}</Button>
        : <IconButton {...shared} label={label} icon={<MoreHorizontal20Regular />} />}
      {open && button.current && (
        <MenuPart anchor={button.current} entries={entries} onClose={close} label={label} />
      )}
    </>
  );
}
