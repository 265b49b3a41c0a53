// Settings of agreements: the partner agreement and its signature, templates with their dates, campaigns.
import { DocumentSignature20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { SettingsTabs } from '../access/SettingsTabs';
import type { AgreementTemplate, PartnerAgreement } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { AgreementText } from '../relations/AgreementText';
import styles from '../relations/Relations.module.css';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { languageName } from '../ui/format';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { Campaigns } from './Campaigns';
import { usePartnerAgreement, useSignPartnerAgreement, useTemplates } from './customer-agreement';

export default function Agreements() {
  const { t } = useWords();
  const partner = useMay('see_partner_agreement');
  const templates = useMay('see_agreements');
  const { administrators } = useSession();
  const campaigns = useMay('manage_campaigns').allowed;
  return (
    <>
      <PageHeader title={t('relations.settings.title')} />
      <SettingsTabs />
      <div className={styles.stack}>
        {!partner.allowed && !templates.allowed && <Card flush><NoPermission page={t('relations.settings.title')} reasons={partner.reasons} administrators={administrators} /></Card>}
        {partner.allowed && <Partner />}
        {campaigns && <Campaigns />}
        {templates.allowed && <Templates />}
      </div>
    </>
  );
}

function Partner() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = usePartnerAgreement(true);
  return (
    <Card title={t('relations.settings.partner')} actions={data && <StatusBadge state={data.isSigned ? 'signed' : 'unsigned'} loud />}>
      {isPending && <SkeletonRows rows={2} label={t('relations.settings.loading')} />}
      {error && <ErrorState level={3} title={t('relations.settings.failed')} problem={error} retry={() => void refetch()} />}
      {data && <Signatures data={data} />}
    </Card>
  );
}

function Signatures({ data }: { data: PartnerAgreement }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { tenant } = useSession();
  const sentence = useProblemSentence();
  const sign = useSignPartnerAgreement();
  const [ticked, setTicked] = useState(false);
  return (
    <div className={styles.stack}>
      {data.signatures.map((one) => (
        <p key={one.id} className={styles.acts}>
          <span>{t('relations.settings.signedBy', { name: one.signatory, date: date(one.signedAt, 'prose') })}</span>
          <OutLink href={`/ext/v1/agreement-receipts/${one.id}.pdf`}>{t('relations.mine.receiptPdf')}</OutLink>
          <OutLink href={`/ext/v1/agreement-receipts/${one.id}.json`}>{t('relations.mine.receiptJson')}</OutLink>
        </p>
      ))}
      {data.isSigned && !data.signatures.length && <p className={styles.quiet}>{t('relations.settings.signedBefore')}</p>}
      {!data.isSigned && <Notice tone="warning" title={t('relations.settings.notSigned')}>{t('relations.settings.notSignedText')}</Notice>}
      {sign.isError && <Notice tone="error" alert>{sentence(sign.error)}</Notice>}
      {data.maySign && !data.isSigned && (
        <>
          <AgreementText accepted={ticked} onAccept={setTicked} label={t('relations.settings.signTick', { name: tenant.name })}
            text={{ templateId: '', version: data.version, title: data.title, language: data.language, sha256: data.sha256, documentUri: data.documentUri }} />
          <div>
            <Button look="primary" icon={<DocumentSignature20Regular />} busy={sign.isPending} blocked={ticked ? undefined : [{ message: t('relations.ask.needTick') }]}
              onClick={() => sign.mutate({ language: data.language, textSha256: data.sha256 }, { onSuccess: () => showToast({ text: t('relations.settings.signed') }) })}>
              {t('relations.settings.sign')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Templates() {
  const { t, say, language } = useWords();
  const { data, error, isPending, refetch } = useTemplates(true);
  const name = (one: AgreementTemplate) => `${say(`relations.settings.types.${one.agreementType}`)} ${one.version}`;
  const standing = (one: AgreementTemplate) => (one.inForce
    ? <StatusBadge state="active" words={t('relations.settings.inForce')} /> : one.ends && <StatusBadge state="expired" />);
  const texts = (one: AgreementTemplate) => (
    <span className={styles.acts}>{one.texts.map((text) => <OutLink key={text.language} newTab href={text.documentUri}>{languageName(text.language.slice(0, 2), language)} (PDF)</OutLink>)}</span>
  );
  return (
    <Card flush title={t('relations.settings.templates')}>
      {isPending && <SkeletonRows rows={4} label={t('relations.settings.loading')} />}
      {error && <ErrorState level={3} title={t('relations.settings.failed')} problem={error} retry={() => void refetch()} />}
      {data && (
        <DataTable caption={t('relations.settings.templatesCaption')} rows={data.items} rowKey={(one) => one.templateId} cardsEarly
          columns={[
            { key: 'name', header: t('relations.settings.type'), rowHeader: true, cell: name },
            { key: 'force', header: t('relations.list.state'), width: '140px', cell: standing },
            { key: 'from', header: t('relations.settings.from'), width: '180px', cell: (one) => <When at={one.effective} day /> },
            { key: 'ends', header: t('relations.settings.ends'), width: '180px', cell: (one) => one.ends && <When at={one.ends} day /> },
            { key: 'texts', header: t('relations.settings.texts'), width: '240px', cell: texts },
          ]}
          card={(one) => (
            <div className={styles.card}>
              <strong>{name(one)}</strong>{standing(one)}
              <span><span className="quiet">{t('relations.settings.from')}</span> <When at={one.effective} day /></span>
              {one.ends && <span><span className="quiet">{t('relations.settings.ends')}</span> <When at={one.ends} day /></span>}
              {texts(one)}
            </div>
          )} />
      )}
    </Card>
  );
}
