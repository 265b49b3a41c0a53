// The frame of every page: skip link, rail, top bar, main, and on a phone the bottom bar and the drawer.
import { useCallback, useEffect, useState } from 'react';
import { Outlet, useLocation, useNavigationType } from 'react-router';
import { useWords } from '../i18n/use-words';
import { usePreferences, useSession } from '../session/session';
import { TextLink } from '../ui/Link';
import { paths } from '../ui/paths';
import { usePhone, useRoomy } from '../ui/use-media';
import { BottomBar } from './BottomBar';
import { Help, Palette } from './parts';
import { PhoneMenu } from './PhoneMenu';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';
import { useShortcuts } from './use-shortcuts';

export function Shell() {
  const { t } = useWords();
  const { preferences } = useSession();
  const change = usePreferences();
  const roomy = useRoomy();
  const phone = usePhone();
  const { pathname } = useLocation();
  const [opened, setOpened] = useState<'palette' | 'help' | 'menu'>();
  const close = useCallback(() => setOpened(undefined), []);
  useShortcuts(preferences.shortcuts, setOpened);
  useScrollToTop();
  useEffect(() => setOpened(undefined), [pathname]);
  const collapsed = !roomy || preferences.railCollapsed;
  const wizard = pathname.startsWith('/customers/new/') || pathname.startsWith('/customers/import/');
  return (
    <div className={styles.shell} data-rail={phone ? 'none' : collapsed ? 'narrow' : 'wide'} data-bar={phone && !wizard ? '' : undefined}>
      <a href="#main" className={styles.skip}>{t('shell.skip')}</a>
      {!phone && (
        <Rail collapsed={collapsed} canCollapse={roomy}
          onCollapse={() => change.mutate({ railCollapsed: !preferences.railCollapsed })} />
      )}
      <div className={styles.body}>
        <TopBar onSearch={() => setOpened('palette')} onHelp={() => setOpened('help')} onMenu={() => setOpened('menu')} />
        <main id="main" tabIndex={-1} className={styles.main}><Outlet /></main>
        <footer className={styles.foot}><TextLink to={paths.accessibility}>{t('shell.accessibility')}</TextLink></footer>
      </div>
      {phone && !wizard && <BottomBar onMore={() => setOpened('menu')} />}
      {opened === 'menu' && <PhoneMenu onClose={close} onHelp={() => setOpened('help')} />}
      {opened === 'palette' && <Palette onClose={close} onHelp={() => setOpened('help')} />}
      {opened === 'help' && <Help onClose={close} />}
    </div>
  );
}

function useScrollToTop(): void {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  useEffect(() => { if (kind !== 'POP') window.scrollTo(0, 0); }, [pathname, kind]);
}
