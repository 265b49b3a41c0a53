// My second factors: what I have, adding an app, removing one, new recovery codes.
import { Phone20Regular, Key20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { useWords } from '../i18n/use-words';
import { EnrolTotp } from '../session/EnrolTotp';
import { canPasskey, gaveUp, makePasskey } from '../session/passkey';
import { RecoveryCodes } from '../session/RecoveryCodes';
import { useSession } from '../session/session';
import type { Enrolled } from '../session/steps';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Dialog, Panel, prefetchPanel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { factorsKey, useFactors, type Factor } from './access';
import { useConfirmed } from './Confirm';
import styles from './access.module.css';

export function FactorsCard() {
  const { t } = useWords();
  const { user } = useSession();
  const cache = useQueryClient();
  const sentence = useProblemSentence();
  const mine = useFactors();
  const { confirmed, question } = useConfirmed();
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<string[]>();
  const [removing, setRemoving] = useState<Factor>();
  const refresh = () => void cache.invalidateQueries({ queryKey: factorsKey });
  const remove = useMutation({
    mutationFn: (factor: Factor) => confirmed(() => api.delete(`/ext/v1/me/second-factors/${factor.id}`)),
    onSuccess: () => { setRemoving(undefined); showToast({ text: t('access.factors.removed') }); refresh(); },
    onError: () => setRemoving(undefined),
  });
  const renew = useMutation({
    mutationFn: () => confirmed(() => api.post<Enrolled>('/ext/v1/me/recovery-codes')),
    onSuccess: (made) => { setCodes(made.recoveryCodes); refresh(); },
  });
  // Asks for the password first where that is needed, so that the panel opens on its offer.
  const begin = useMutation({
    mutationFn: () => confirmed(() => api.post('/ext/v1/me/totp')),
    onSuccess: () => setAdding(true),
  });
  const done = (enrolled: Enrolled) => {
    setAdding(false);
    refresh();
    if (enrolled.recoveryCodes.length) setCodes(enrolled.recoveryCodes);
    else showToast({ text: t('access.factors.added') });
  };
  const addKey = useMutation({
    mutationFn: () => confirmed(() => makePasskey('/ext/v1/me/passkeys/offer', {}, '/ext/v1/me/passkeys', t('access.factors.passkey'))),
    onSuccess: (enrolled) => {
      refresh();
      if (enrolled.recoveryCodes.length) setCodes(enrolled.recoveryCodes);
      else showToast({ text: t('access.factors.addedPasskey') });
    },
  });
  const failed = remove.error ?? renew.error ?? begin.error ?? (gaveUp(addKey.error) ? null : addKey.error);
  const has = Boolean(mine.data?.factors.length);
  return (
    <Card title={t('access.factors.title')} lead={t('access.factors.lead')}
      actions={<>
        {canPasskey() && <Button busy={addKey.isPending} onClick={() => addKey.mutate()}>{t('access.factors.addPasskey')}</Button>}
        <Button busy={begin.isPending} onPointerEnter={prefetchPanel} onFocus={prefetchPanel} onClick={() => begin.mutate()}>{t('access.factors.add')}</Button>
      </>}>
      {Boolean(failed) && <Notice tone="error" alert>{sentence(failed)}</Notice>}
      {mine.isPending && <SkeletonRows rows={1} label={t('common.loading')} />}
      {mine.isError && <ErrorState level={3} title={t('access.factors.failed')} problem={mine.error} retry={() => void mine.refetch()} />}
      {mine.data && !has && <Notice tone={mine.data.required ? 'warning' : 'info'}>{t(mine.data.required ? 'access.factors.must' : 'access.factors.none')}</Notice>}
      {mine.data && has && (
        <ul className={styles.list}>
          {mine.data.factors.map((factor) => <Row key={factor.id} factor={factor} onRemove={() => setRemoving(factor)} />)}
          <li className={styles.row}>
            <span className={styles.icon}><Key20Regular /></span>
            <span className={styles.words}>
              <span className={styles.strong}>{t('session.recovery.title')}</span>
              <span className="quiet">{t('access.factors.left', { count: mine.data.recoveryCodesLeft })}</span>
            </span>
            <Button size="small" busy={renew.isPending} onClick={() => renew.mutate()}>{t('access.factors.renew')}</Button>
          </li>
        </ul>
      )}
      {question}
      {adding && (
        <Panel title={t('access.factors.add')} onClose={() => setAdding(false)}>
          <EnrolTotp account={user.userName} begin="/ext/v1/me/totp" confirm="/ext/v1/me/totp/confirmation" onDone={done} restart={() => setAdding(false)} />
        </Panel>
      )}
      {codes && (
        <Panel title={t('session.recovery.title')} onClose={() => setCodes(undefined)}>
          <RecoveryCodes codes={codes} account={user.userName} done={() => setCodes(undefined)} />
        </Panel>
      )}
      {removing && (
        <Dialog alert title={t('access.factors.removeTitle', { name: removing.name })} onClose={() => setRemoving(undefined)}
          actions={<>
            <Button autoFocus onClick={() => setRemoving(undefined)}>{t('access.factors.keep')}</Button>
            <Button look="primary" busy={remove.isPending} onClick={() => remove.mutate(removing)}>{t('access.factors.remove')}</Button>
          </>}>
          <p>{t('access.factors.removeText')}</p>
        </Dialog>
      )}
    </Card>
  );
}

function Row({ factor, onRemove }: { factor: Factor; onRemove: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  return (
    <li className={styles.row}>
      <span className={styles.icon}>{factor.kind === 'totp' ? <Phone20Regular /> : <Key20Regular />}</span>
      <span className={styles.words}>
        <span className={styles.strong}>{factor.name}</span>
        <span className="quiet">
          {t(`access.factors.${factor.kind}`)}, {factor.usedAt ? t('access.factors.used', { when: date(factor.usedAt) }) : t('access.factors.never')}
        </span>
      </span>
      <Button size="small" look="subtle" aria-label={t('access.factors.removeOf', { name: factor.name })} onClick={onRemove}>{t('access.factors.remove')}</Button>
    </li>
  );
}
