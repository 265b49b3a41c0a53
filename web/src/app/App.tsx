// The portal around its pages: cache, theme, router, live regions, and what shows while the session is asked for.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { BrowserRouter } from 'react-router';
import { whenSignedOut } from '../api/client';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { sessionKey, useDeployment, useSessionQuery } from '../session/session';
import { useTheme } from '../session/use-theme';
import { LiveRegions } from '../ui/announce';
import { ClockOffset } from '../ui/clock';
import { FocusKeeper } from '../ui/focus-keeper';
import { useFocusNet } from '../ui/focus-net';
import { setReaderZone } from '../ui/format';
import { setOperatorName } from '../ui/PageHeader';
import { PortalTheme } from '../ui/PortalTheme';
import { ToastPlace } from '../ui/toast';
import styles from './App.module.css';
import { PortalRoutes } from './PortalRoutes';
import { StartFailed } from './StartFailed';

export function App({ cache }: { cache: QueryClient }) {
  useEffect(() => whenSignedOut(() => { cache.setQueryData(sessionKey, null); }), [cache]);
  return (
    <QueryClientProvider client={cache}>
      <Portal cache={cache} />
    </QueryClientProvider>
  );
}

const untouched = new Set(['draft', 'onboarded']);

function Portal({ cache }: { cache: QueryClient }) {
  const { data: session, isPending, isError, error, refetch, dataUpdatedAt } = useSessionQuery();
  const { data: deployment } = useDeployment();
  const { language } = useWords();
  const { choice } = useTheme();
  const preferred = session?.preferences.language;
  useEffect(() => {
    if (preferred && preferred !== language) void switchLanguage(preferred);
    // Only what the server remembers moves the language here; the switch moves it itself.
  }, [preferred]);
  // What the server said in words is asked again in the other language; what somebody is working on is left.
  const told = useRef(language);
  useEffect(() => {
    if (told.current === language) return;
    told.current = language;
    void cache.invalidateQueries({ predicate: ({ queryKey }) => !untouched.has(String(queryKey[0])) });
  }, [cache, language]);
  useFocusNet();
  setReaderZone(session?.preferences.timeZone);
  if (deployment) setOperatorName(deployment.operatorName);
  const offset = session ? Date.parse(session.businessTime) - dataUpdatedAt : 0;
  return (
    <PortalTheme choice={choice}>
      <ClockOffset.Provider value={offset}>
        <BrowserRouter>
          <div className={styles.canvas}>
            {isError && <StartFailed problem={error} retry={() => void refetch()} />}
            {!isError && !isPending && <PortalRoutes signedIn={Boolean(session)} customer={session?.tenant.kind === 'customer'} />}
          </div>
        </BrowserRouter>
        <LiveRegions />
        <ToastPlace />
        <FocusKeeper />
      </ClockOffset.Provider>
    </PortalTheme>
  );
}
