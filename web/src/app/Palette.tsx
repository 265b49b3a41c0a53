// The command palette: one field that finds customers, then actions allowed here, then pages.
import { useQuery } from '@tanstack/react-query';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { api, withQuery } from '../api/client';
import type { CustomerRow, Page } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useOwn } from '../session/session';
import { announce } from '../ui/announce';
import { paths } from '../ui/paths';
import { useLater } from '../ui/use-later';
import { useReturnFocus } from '../ui/use-return-focus';
import styles from './Palette.module.css';
import { CustomerIcon, useCommands, type Command } from './palette-commands';
import { takeTyped } from './typed-ahead';

type Group = { name: string; commands: Command[] };

export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const own = useOwn();
  const box = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const groups = useGroups(text, onHelp);
  const flat = groups.flatMap((group) => group.commands);
  const chosen = Math.min(at, flat.length - 1);
  useReturnFocus();
  // Before the next key: what was typed meanwhile is in the field when the next letter comes.
  useLayoutEffect(() => {
    box.current?.showModal();
    setText(takeTyped());
  }, []);
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  const count = flat.length;
  useEffect(() => { if (text) announce(t('shell.palette.results', { count })); }, [count, text, t]);
  const run = (command: Command | undefined, newTab: boolean) => {
    if (!command) return;
    if (command.to && newTab) return void window.open(command.to, '_blank', 'noopener');
    onClose();
    if (command.to) void navigate(command.to);
    else command.act?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && count) {
      event.preventDefault();
      setAt((chosen + move + count) % count);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(flat[chosen], event.ctrlKey || event.metaKey);
    }
  };
  let index = -1;
  return (
    <dialog ref={box} className={styles.palette} aria-label={t('shell.palette.title')} onClose={onClose}
      onClick={(event) => { if (event.target === box.current) onClose(); }}>
      <div className={styles.field}>
        <Search20Regular />
        <input autoFocus role="combobox" aria-expanded="true" aria-controls={`${id}list`} aria-autocomplete="list" type="text"
          aria-activedescendant={count ? `${id}${chosen}` : undefined} aria-label={t(own ? 'shell.palette.fieldOwn' : 'shell.palette.field')}
          placeholder={t(own ? 'shell.searchOwn' : 'shell.search')} autoComplete="off" spellCheck={false} value={text}
          onChange={(event) => { setText(event.target.value); setAt(0); }} onKeyDown={onKeyDown} />
        <kbd>{t('shell.palette.esc')}</kbd>
      </div>
      <div role="listbox" id={`${id}list`} aria-label={t('shell.palette.title')} className={styles.list} ref={list}>
        {groups.map((group) => (
          <div role="group" key={group.name} aria-label={group.name}>
            <p className={styles.group} aria-hidden="true">{group.name}</p>
            {group.commands.map((command) => {
              index += 1;
              const mine = index;
              return (
                <div role="option" key={command.key} id={`${id}${mine}`} aria-selected={mine === chosen} className={styles.option}
                  onPointerMove={() => setAt(mine)} onClick={(event) => run(command, event.ctrlKey || event.metaKey)}>
                  {command.icon}
                  <span className={styles.label}>{command.label}</span>
                  {command.note && <span className={styles.note}>{command.note}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {count === 0 && <p className={styles.none}>{t(own ? 'shell.palette.noneOwn' : 'shell.palette.none', { q: text })}</p>}
      <p className={styles.keys} aria-hidden="true">
        <span><kbd>↑</kbd><kbd>↓</kbd> {t('shell.palette.choose')}</span>
        <span><kbd>↵</kbd> {t('shell.palette.open')}</span>
        <span><kbd>Ctrl</kbd><kbd>↵</kbd> {t('shell.palette.newTab')}</span>
      </p>
    </dialog>
  );
}

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function useGroups(text: string, onHelp: () => void): Group[] {
  const { t } = useWords();
  const q = useLater(text.trim(), 200);
  const may = useMay('see_customers').allowed;
  const mayLook = !useOwn() && may;
  const { data } = useQuery({
    queryKey: ['customers', 'palette', q],
    queryFn: ({ signal }) => api.get<Page<CustomerRow>>(withQuery('/ext/v1/customers', { q, size: 6 }), { signal }),
    enabled: mayLook && q.length >= 2,
    placeholderData: (before) => before,
  });
  const { actions, pages } = useCommands(onHelp);
  const wanted = fold(text.trim());
  const fits = (command: Command) => !wanted || fold(`${command.label} ${command.words ?? ''}`).split(/\s+/)
    .some((_, index, words) => words.slice(index).join(' ').startsWith(wanted));
  const found: Command[] = q.length >= 2 && text.trim().length >= 2
    ? (data?.items ?? []).map((row) => ({
      key: row.id, label: row.name, note: row.domain, icon: <CustomerIcon />, to: paths.customer(row.id),
    }))
    : [];
  return [
    { name: t('shell.palette.customers'), commands: found },
    { name: t('shell.palette.actions'), commands: actions.filter(fits) },
    { name: t('shell.palette.pages'), commands: pages.filter(fits) },
  ].filter((group) => group.commands.length);
}
