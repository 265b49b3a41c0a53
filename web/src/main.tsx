// The entry: loads the catalogue of one language, then shows the portal.
import './ui/base.css';
import './ui/pop-guard';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { isProblem } from './api/problem';
import { startI18n } from './i18n/start';
import { Missing } from './ui/insist';
import { fetchSession, sessionKey } from './session/session';

const cache = new QueryClient({
  defaultOptions: {
    // Without a network the call is made and fails: the page says so, and the person decides when to try again.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only silence is asked again, once.
      retry: (count, thrown) => count < 1 && isProblem(thrown) && (thrown.status === 0 || thrown.status >= 502),
      retryDelay: 800,
    },
  },
});

async function start(): Promise<void> {
  const words = startI18n();
  void cache.prefetchQuery({ queryKey: sessionKey, queryFn: fetchSession });
  await words;
  createRoot(document.getElementById('root')!).render(<App cache={cache} />);
}

start().catch((thrown: unknown) => {
  if (thrown instanceof Missing && thrown.trouble === 'outdated') window.location.reload();
  else throw thrown;
});
