// What proves an app: secrets and certificates that overlap, each with its end; a new secret is shown once.
import { useState, type FormEvent } from 'react';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useNow } from '../ui/clock';
import { CopyButton } from '../ui/CopyButton';
import { SelectField, TextAreaField, TextField } from '../ui/fields';
import { FieldStack } from '../ui/FormPanel';
import { Dialog, Panel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import styles from './Apps.module.css';
import { useEndProof, useNewCertificate, useNewSecret, type App } from './apps';

type Proof = { id: string; name: string; expiresAt: string; isSecret: boolean; detail: string };

export function Proofs({ app }: { app: App }) {
  const { t } = useWords();
  const { date } = useFormat();
  const now = useNow().toISOString();
  const [opened, open] = useState<'secret' | 'certificate'>();
  const [ending, setEnding] = useState<Proof>();
  const proofs: Proof[] = [
    ...app.secrets.map((one) => ({ ...one, isSecret: true, detail: one.hint ? t('access.secretHint', { hint: one.hint }) : t('access.secret') })),
    ...app.certificates.map((one) => ({ ...one, isSecret: false, detail: t('access.certificateOf', { subject: one.subject }) })),
  ];
  const acts = (
    <>
      <Button onClick={() => open('certificate')}>{t('access.newCertificate')}</Button>
      <Button look="primary" onClick={() => open('secret')}>{t('access.newSecret')}</Button>
    </>
  );
  return (
    <Card title={t('access.proofs')} lead={t('access.proofsText')} actions={acts}>
      {proofs.length === 0 && <Notice tone="warning">{t('access.noProofText')}</Notice>}
      <ul className={styles.list}>
        {proofs.map((one) => (
          <li key={one.id}>
            <span className={styles.what}>
              <strong>{one.name || t(one.isSecret ? 'access.secret' : 'access.certificate')}</strong>
              <small>{one.detail}</small>
            </span>
            {one.expiresAt <= now
              ? <StatusBadge state="expired" />
              : <span className="quiet">{one.expiresAt > '9999' ? t('access.noEnd') : t('access.endsOn', { when: date(one.expiresAt, 'table') })}</span>}
            <Button size="small" onClick={() => setEnding(one)} aria-label={t('access.endOf', { name: one.name || one.detail })}>{t('access.end')}</Button>
          </li>
        ))}
      </ul>
      {opened === 'secret' && <SecretPanel app={app} onClose={() => open(undefined)} />}
      {opened === 'certificate' && <CertificatePanel app={app} onClose={() => open(undefined)} />}
      {ending && <EndDialog app={app} proof={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  );
}

function EndDialog({ app, proof, onClose }: { app: App; proof: Proof; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const end = useEndProof(app.id);
  const act = () => end.mutate(proof.id, { onSuccess: () => { onClose(); showToast({ text: t('access.proofEnded') }); } });
  return (
    <Dialog title={t('access.endAsk', { name: proof.name || proof.detail })} onClose={onClose}
      actions={<>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={end.isPending} onClick={act}>{t('access.end')}</Button>
      </>}>
      <p>{t('access.endText')}</p>
      {end.isError && <Notice tone="error" alert>{sentence(end.error)}</Notice>}
    </Dialog>
  );
}

function SecretPanel({ app, onClose }: { app: App; onClose: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const sentence = useProblemSentence();
  const make = useNewSecret(app.id);
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const send = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name: name.trim(), days: Number(days) });
  };
  const made = make.data;
  return (
    <Panel title={t('access.newSecret')} onClose={onClose}
      footer={made
        ? <Button look="primary" onClick={onClose}>{t('access.kept')}</Button>
        : <>
          <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form="new-secret" busy={make.isPending}>{t('access.make')}</Button>
        </>}>
      {made ? (
        <>
          <Notice tone="warning" title={t('access.onceTitle')}>{t('access.onceText')}</Notice>
          <p className={styles.shown}><code>{made.secret}</code><CopyButton text={made.secret} what={t('access.secret')} /></p>
          <p className="quiet">{t('access.endsOn', { when: date(made.expiresAt, 'table') })}</p>
        </>
      ) : (
        <form id="new-secret" noValidate onSubmit={send}>
          <FieldStack>
            {make.isError && <Notice tone="error" alert>{sentence(make.error)}</Notice>}
            <p className="quiet">{t('access.overlap')}</p>
            <TextField label={t('access.proofName')} name="secretName" optional value={name} maxLength={100} autoComplete="off"
              onChange={(event) => setName(event.target.value)} />
            <SelectField label={t('access.holds')} name="secretDays" value={days} onChange={(event) => setDays(event.target.value)}>
              <option value="90">{t('access.days', { count: 90 })}</option>
              <option value="180">{t('access.days', { count: 180 })}</option>
              <option value="365">{t('access.year')}</option>
              <option value="730">{t('access.twoYears')}</option>
            </SelectField>
          </FieldStack>
        </form>
      )}
    </Panel>
  );
}

function CertificatePanel({ app, onClose }: { app: App; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const add = useNewCertificate(app.id);
  const [name, setName] = useState('');
  const [certificate, setCertificate] = useState('');
  const [missing, setMissing] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!certificate.trim());
    if (certificate.trim()) add.mutate({ name: name.trim(), certificate }, { onSuccess: () => { onClose(); showToast({ text: t('access.certificateAdded') }); } });
  };
  return (
    <Panel title={t('access.newCertificate')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="new-certificate" busy={add.isPending}>{t('access.add')}</Button>
      </>}>
      <form id="new-certificate" noValidate onSubmit={send}>
        <FieldStack>
          <TextField label={t('access.proofName')} name="certificateName" optional value={name} maxLength={100} autoComplete="off"
            onChange={(event) => setName(event.target.value)} />
          <TextAreaField label={t('access.certificate')} name="certificate" rows={8} value={certificate} help={t('access.certificateHelp')}
            error={missing ? t('access.certificateMissing') : add.isError ? sentence(add.error) : undefined}
            onChange={(event) => setCertificate(event.target.value)} />
        </FieldStack>
      </form>
    </Panel>
  );
}
