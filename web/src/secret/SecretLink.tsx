// The one-time link: public, says what it holds, shows it once when asked, never again.
import { Key20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { api } from '../api/client';
import { isProblem } from '../api/problem';
import type { RevealedSecret, SecretLink as Link } from '../api/onboarding-types';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { useDeployment } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { Mark } from '../ui/Mark';
import { Notice } from '../ui/Notice';
import { usePageTitle } from '../ui/PageHeader';
import { ErrorState, useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './SecretLink.module.css';

export default function SecretLink() {
  const { t, language } = useWords();
  const { token = '' } = useParams();
  const { data: deployment } = useDeployment();
  const cache = useQueryClient();
  const key = ['secret', token];
  const link = useQuery({ queryKey: key, queryFn: () => api.get<Link & { readAt?: string }>(`/ext/v1/secret-links/${encodeURIComponent(token)}`), retry: false, staleTime: Infinity });
  const reveal = useMutation({
    mutationFn: () => api.post<RevealedSecret>(`/ext/v1/secret-links/${encodeURIComponent(token)}/reveal`),
    // Somebody was faster: the link now says when it was read.
    onError: (thrown) => { if (isProblem(thrown) && thrown.status === 410) void cache.invalidateQueries({ queryKey: key }); },
    gcTime: 0,
  });
  const gone = link.isError && isProblem(link.error) && link.error.status === 404;
  usePageTitle(t('secret.title'));
  return (
    <main className={styles.page} id="main">
      <div className={styles.top}>
        <span className={styles.brand}><Mark />{deployment?.operatorName ?? 'Entrepot'}</span>
        <button type="button" className={styles.other} lang={language === 'fr' ? 'en' : 'fr'} onClick={() => void switchLanguage(language === 'fr' ? 'en' : 'fr')}>
          {t('session.otherLanguage')}
        </button>
      </div>
      <div className={styles.card}>
        <Card>
          {link.isPending && <p role="status" className="quiet">{t('common.loading')}</p>}
          {gone && <Words title={t('secret.unknown')}><p>{t('secret.unknownText')}</p></Words>}
          {link.isError && !gone && <><h1 className="visually-hidden">{t('secret.title')}</h1><ErrorState title={t('secret.failed')} problem={link.error} retry={() => void link.refetch()} /></>}
          {link.data && (reveal.data
            ? <Shown secret={reveal.data} customer={link.data.customerName} />
            : <Before link={link.data} busy={reveal.isPending} problem={reveal.error} onReveal={() => reveal.mutate()} />)}
        </Card>
      </div>
    </main>
  );
}

function Words({ title, children, focus = false }: { title: string; children: ReactNode; focus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (focus) heading.current?.focus(); }, [focus]);
  return (
    <>
      <h1 className={styles.title} tabIndex={-1} ref={heading}>{title}</h1>
      <div className={styles.text}>{children}</div>
    </>
  );
}

function Before({ link, busy, problem, onReveal }: { link: Link & { readAt?: string }; busy: boolean; problem: unknown; onReveal: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const sentence = useProblemSentence();
  const name = link.customerName;
  if (link.status === 'read') {
    return (
      <Words title={t('secret.readTitle')} focus={Boolean(problem)}>
        <p>{link.readAt ? t('secret.readAt', { when: date(link.readAt, 'dateTime') }) : t('secret.read')}</p>
        <p>{t('secret.readWhat')}</p>
      </Words>
    );
  }
  if (link.status === 'expired') {
    return <Words title={t('secret.expiredTitle')}><p>{t('secret.expired')}</p><p>{t('secret.expiredWhat')}</p></Words>;
  }
  return (
    <>
      <Words title={t('secret.unreadTitle', { name })}>
        <p>{t('secret.unread')}</p>
        <p>{t('secret.until', { when: date(link.expiresAt, 'dateTime') })}</p>
      </Words>
      {Boolean(problem) && <Notice tone="error" alert>{sentence(problem)}</Notice>}
      <Button look="primary" size="large" icon={<Key20Regular />} busy={busy} onClick={onReveal}>{t('secret.reveal')}</Button>
    </>
  );
}

function Shown({ secret, customer }: { secret: RevealedSecret; customer: string }) {
  const { t } = useWords();
  return (
    <>
      <Words title={t('secret.shownTitle', { name: customer })} focus><p>{t('secret.shown')}</p></Words>
      <dl className={styles.secret}>
        <div>
          <dt>{t('secret.userName')}</dt>
          <dd><code>{secret.userName}</code><CopyButton text={secret.userName} what={t('secret.userName')} /></dd>
        </div>
        <div>
          <dt>{t('secret.password')}</dt>
          <dd><code>{secret.password}</code><CopyButton text={secret.password} what={t('secret.password')} /></dd>
        </div>
      </dl>
      <Notice>{t('secret.change')}</Notice>
    </>
  );
}
