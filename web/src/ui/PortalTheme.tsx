// Puts the theme under the whole page: Fluent's provider, a style renderer with the page's nonce, dark or light.
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useEffect, useMemo, type ReactNode } from 'react';
import { darkTheme, lightTheme } from './theme';
import { useMedia } from './use-media';

export type ThemeChoice = 'light' | 'dark' | '';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});

export function useDark(choice: ThemeChoice): boolean {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  return choice === '' ? systemDark : choice === 'dark';
}

export function PortalTheme({ choice, children }: { choice: ThemeChoice; children: ReactNode }) {
  const chosen = useDark(choice);
  // Paper is light.
  const dark = !useMedia('print') && chosen;
  const theme = useMemo(() => (dark ? darkTheme : lightTheme), [dark]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme}>{children}</FluentProvider>
    </RendererProvider>
  );
}
