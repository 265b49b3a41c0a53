// An app asks to act for the person: a public one is asked about, a registered one goes straight on.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { api, withQuery } from '../api/client';
import type { components } from '../api/schema';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { usePageTitle } from '../ui/PageHeader';
import { ErrorState, useProblemSentence } from '../ui/states';
import styles from './Apps.module.css';
import { Door } from './Door';

type View = components['schemas']['AuthorizeRequestView'];
type Forward = components['schemas']['AuthorizeForward'];

export default function Authorize() {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [search] = useSearchParams();
  const request = search.get('request') ?? '';
  usePageTitle(t('apps.authorize'));
  const asked = useQuery({
    queryKey: ['authorize', request], queryFn: () => api.get<View>(withQuery('/ext/v1/authorizations', { request })), retry: false, staleTime: Infinity,
  });
  const decide = useMutation({
    mutationFn: (allow: boolean) => api.post<Forward>('/ext/v1/authorizations', { request, allow }),
    onSuccess: ({ location }) => { window.location.assign(location); },
  });
  const goOn = asked.data && !asked.data.mustConfirm;
  const { mutate } = decide;
  useEffect(() => { if (goOn) mutate(true); }, [goOn, mutate]);
  const leaving = decide.isPending || decide.isSuccess;
  const title = asked.data ? t('apps.authorizeApp', { app: asked.data.appName }) : t('apps.authorize');
  return (
    <Door title={title}>
      {asked.isPending && <p role="status" className="quiet">{t('common.loading')}</p>}
      {asked.isError && <ErrorState title={t('apps.authorizeFailed')} problem={asked.error} />}
      {decide.isError && <Notice tone="error" alert>{sentence(decide.error)}</Notice>}
      {goOn && leaving && <p role="status" className="quiet">{t('apps.goingBack', { host: asked.data.redirectHost })}</p>}
      {asked.data?.mustConfirm && (
        <>
          <p className={styles.text}>{t('apps.authorizeText', { app: asked.data.appName, host: asked.data.redirectHost })}</p>
          <div className={styles.acts}>
            <Button look="primary" size="large" busy={leaving} onClick={() => decide.mutate(true)}>{t('apps.allow')}</Button>
            <Button size="large" busy={leaving} onClick={() => decide.mutate(false)}>{t('apps.refuse')}</Button>
          </div>
        </>
      )}
    </Door>
  );
}
