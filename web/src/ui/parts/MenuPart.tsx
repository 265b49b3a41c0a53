// An open menu beside its button, in its own chunk (use it through ActionMenu).
import { Menu, MenuDivider, MenuItem, MenuItemLink, MenuList, MenuPopover } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useHref, useLinkClickHandler } from 'react-router';
import { useFocusKeeper } from '../focus-keeper';
import styles from './MenuPart.module.css';

export type MenuEntry =
  | { kind?: 'act'; label: string; icon?: ReactElement; note?: string; act: () => void }
  | { kind: 'link'; label: string; icon?: ReactElement; to: string }
  | { kind: 'divider' };

type Props = { anchor: HTMLElement; entries: MenuEntry[]; onClose: () => void; label: string };

export default function MenuPart({ anchor, entries, onClose, label }: Props) {
  useFocusKeeper();
  // Where it belongs for who goes by landmarks; beside it nothing can be pressed while it is open.
  const landmark = anchor.closest<HTMLElement>('main, header, nav') ?? document.body;
  return (
    <>
      {createPortal(<div className={styles.veil} />, landmark)}
      <Menu open mountNode={landmark} positioning={{ target: anchor, position: 'below', align: 'end', strategy: 'fixed' }}
        onOpenChange={(_, data) => { if (!data.open) onClose(); }}>
        <MenuPopover className={styles.popover}>
          <MenuList aria-label={label}>
            {entries.map((entry, index) => <Entry key={index} entry={entry} />)}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'divider') return <MenuDivider />;
  if (entry.kind === 'link') return <LinkEntry {...entry} />;
  return <MenuItem icon={entry.icon} secondaryContent={entry.note} onClick={entry.act}>{entry.label}</MenuItem>;
}

function LinkEntry({ to, icon, label }: { to: string; icon?: ReactElement; label: string }) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return <MenuItemLink href={href} icon={icon} onClick={follow as never}>{label}</MenuItemLink>;
}
