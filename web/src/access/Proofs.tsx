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
    ...app.secrets.map((one) => ({ ...one, isSecret: true, detail: one.hint ? t('apps.secretHint', { hint: one.hint }) : t('apps.secret') })),
    ...app.certificates.map((one) => ({ ...one, isSecret: false, detail: t('apps.certificateOf', { subject: one.subject }) })),
  ];
  const acts = (
    <>
      <Button onClick={() => open('certificate')}>{t('apps.newCertificate')}</Button>
      <Button look="primary" onClick={() => open('secret')}>{t('apps.newSecret')}</Button>
    </>
  );
  return (
    <Card title={t('apps.proofs')} lead={t('apps.proofsText')} actions={acts}>
      {proofs.length === 0 && <Notice tone="warning">{t('apps.noProofText')}</Notice>}
      <ul className={styles.list}>
        {proofs.map((one) => (
          <li key={one.id}>
            <span className={styles.what}>
              <strong>{one.name || t(one.isSecret ? 'apps.secret' : 'apps.certificate')}</strong>
              <small>{one.detail}</small>
            </span>
            {one.expiresAt <= now
              ? <StatusBadge state="expired" />
              : <span className="quiet">{one.expiresAt > '9999' ? t('apps.noEnd') : t('apps.endsOn', { when: date(one.expiresAt, 'table') })}</span>}
            <Button size="small" onClick={() => setEnding(one)} aria-label={t('apps.endOf', { name: one.name || one.detail })}>{t('apps.end')}</Button>
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
  const act = () => end.mutate(proof.id, { onSuccess: () => { onClose(); showToast({ text: t('apps.proofEnded') }); } });
  return (
    <Dialog title={t('apps.endAsk', { name: proof.name || proof.detail })} onClose={onClose}
      actions={<>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={end.isPending} onClick={act}>{t('apps.end')}</Button>
      </>}>
      <p>{t('apps.endText')}</p>
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
    <Panel title={t('apps.newSecret')} onClose={onClose}
      footer={made
        ? <Button look="primary" onClick={onClose}>{t('apps.kept')}</Button>
        : <>
          <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form="new-secret" busy={make.isPending}>{t('apps.make')}</Button>
        </>}>
      {made ? (
        <>
          <Notice tone="warning" title={t('apps.onceTitle')}>{t('apps.onceText')}</Notice>
          <p className={styles.shown}><code>{made.secret}</code><CopyButton text={made.secret} what={t('apps.secret')} /></p>
          <p className="quiet">{t('apps.endsOn', { when: date(made.expiresAt, 'table') })}</p>
        </>
      ) : (
        <form id="new-secret" noValidate onSubmit={send}>
          <FieldStack>
            {make.isError && <Notice tone="error" alert>{sentence(make.error)}</Notice>}
            <p className="quiet">{t('apps.overlap')}</p>
            <TextField label={t('apps.proofName')} name="secretName" optional value={name} maxLength={100} autoComplete="off"
              onChange={(event) => setName(event.target.value)} />
            <SelectField label={t('apps.holds')} name="secretDays" value={days} onChange={(event) => setDays(event.target.value)}>
              <option value="90">{t('apps.days', { count: 90 })}</option>
              <option value="180">{t('apps.days', { count: 180 })}</option>
              <option value="365">{t('apps.year')}</option>
              <option value="730">{t('apps.twoYears')}</option>
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
    if (certificate.trim()) add.mutate({ name: name.trim(), certificate }, { onSuccess: () => { onClose(); showToast({ text: t('apps.certificateAdded') }); } });
  };
  return (
    <Panel title={t('apps.newCertificate')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="new-certificate" busy={add.isPending}>{t('apps.add')}</Button>
      </>}>
      <form id="new-certificate" noValidate onSubmit={send}>
        <FieldStack>
          <TextField label={t('apps.proofName')} name="certificateName" optional value={name} maxLength={100} autoComplete="off"
            onChange={(event) => setName(event.target.value)} />
          <TextAreaField label={t('apps.certificate')} name="certificate" rows={8} value={certificate} help={t('apps.certificateHelp')}
            error={missing ? t('apps.certificateMissing') : add.isError ? sentence(add.error) : undefined}
            onChange={(event) => setCertificate(event.target.value)} />
        </FieldStack>
      </form>
    </Panel>
  );
}
