// Setting up an authenticator app: scan or type the secret, then confirm with the code that it shows.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/client';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { Notice } from '../ui/Notice';
import { ErrorState, useProblemSentence } from '../ui/states';
import { isOver, type Enrolled, type TotpOffer } from './steps';
import styles from './SignIn.module.css';

type Props = {
  account: string; begin: string; body?: { ticket: string }; confirm: string;
  onDone: (enrolled: Enrolled) => void; restart: () => void;
};

export function EnrolTotp({ account, begin, body, confirm, onDone, restart }: Props) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const offer = useQuery({
    queryKey: ['totp-offer', begin, body?.ticket], queryFn: () => api.post<TotpOffer>(begin, body ?? {}),
    staleTime: Infinity, gcTime: 0, retry: false,
  });
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState('');
  const confirmed = useMutation({
    mutationFn: () => api.post<Enrolled>(confirm, { ticket: offer.data?.ticket, code: code.trim() }),
    onSuccess: onDone,
    onError: () => focusField('code'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!code.trim()) {
      setMissing(t('session.factor.codeMissing'));
      return focusField('code');
    }
    confirmed.mutate();
  };
  if (offer.isError) return <ErrorState title={t('session.enrol.failed')} problem={offer.error} retry={isOver(offer.error) ? restart : () => void offer.refetch()} />;
  if (!offer.data) return <p role="status" className="quiet">{t('common.loading')}</p>;
  const { qr, secret, uri } = offer.data;
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <ol className={styles.steps}>
        <li>{t('session.enrol.app')}</li>
        <li>
          {t('session.enrol.scan')}
          <svg className={styles.qr} viewBox={`0 0 ${qr.side} ${qr.side}`} role="img" aria-label={t('session.enrol.qr', { account })} shapeRendering="crispEdges">
            <path fill="#fff" d={`M0 0h${qr.side}v${qr.side}H0z`} /><path fill="#000" d={qr.path} />
          </svg>
          <details className={styles.byHand}>
            <summary>{t('session.enrol.byHand')}</summary>
            <p className={styles.secret}><code>{secret.replace(/(.{4})/g, '$1 ').trim()}</code><CopyButton text={secret} what={t('session.enrol.secret')} /></p>
            <p><a href={uri}>{t('session.enrol.here')}</a></p>
          </details>
        </li>
        <li>
          {t('session.enrol.confirm')}
          {confirmed.isError && <Notice tone="error" alert>{sentence(confirmed.error)}</Notice>}
          <TextField size="large" name="code" inputMode="numeric" autoComplete="one-time-code" label={t('session.factor.code')}
            value={code} error={missing || undefined} help={t('session.factor.codeHelp')}
            onChange={(event) => { setCode(event.target.value); setMissing(''); }} />
        </li>
      </ol>
      {isOver(confirmed.error)
        ? <Button look="primary" size="large" onClick={restart}>{t('session.factor.restart')}</Button>
        : <Button type="submit" look="primary" size="large" busy={confirmed.isPending}>{t('session.enrol.done')}</Button>}
    </form>
  );
}
