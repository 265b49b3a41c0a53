// A customer's own page: its partners, their rights and agreement, what they ask for.
import { PeopleTeam20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MyPartner, MyPartners as Data } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { Dialog, Panel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { AgreementText } from './AgreementText';
import styles from './Relations.module.css';
import { acceptAgreement, useMyAct, useMyPartners, withdrawRights } from './relations';

export default function MyPartners() {
  const { t } = useWords();
  const { tenant } = useSession();
  const customer = tenant.kind === 'customer';
  const { data, error, isPending, refetch } = useMyPartners(customer);
  return (
    <>
      <PageHeader title={t('relations.mine.title')} />
      {!customer && <Card flush><EmptyState icon={<PeopleTeam20Regular />} title={t('shell.notFoundState')} text={t('relations.ask.wrongKind')} /></Card>}
      {customer && isPending && <Card flush><SkeletonRows rows={4} label={t('relations.mine.loading')} /></Card>}
      {error && <Card flush><ErrorState title={t('relations.mine.failed')} problem={error} retry={() => void refetch()} /></Card>}
      {data && <Loaded data={data} />}
    </>
  );
}

function Loaded({ data }: { data: Data }) {
  const { t } = useWords();
  const { date } = useFormat();
  return (
    <div className={styles.stack}>
      {!data.mayAnswer && <Notice>{t('relations.mine.readOnly')}</Notice>}
      {data.invitations.map((one) => (
        <Notice key={one.word + one.asks.partner.id} tone="warning" title={t(one.asks.kind === 'agreement' ? 'relations.mine.asksAgreement' : 'relations.ask.relationship', { name: (one.asks.reseller ?? one.asks.partner).name })}
          action={one.word && <LinkButton look="primary" to={paths.invitation(one.word)}>{t('relations.mine.answer')}</LinkButton>}>
          {[one.asks.invitedBy && t('relations.ask.invitedBy', { name: one.asks.invitedBy }), one.asks.expiresAt && t('relations.ask.until', { when: date(one.asks.expiresAt, 'dateTime') })].filter(Boolean).join(' · ')}
        </Notice>
      ))}
      {!data.partners.length && !data.invitations.length && (
        <Card flush><EmptyState icon={<PeopleTeam20Regular />} title={t('relations.mine.none')} text={t('relations.mine.noneText')} /></Card>
      )}
      {data.partners.map((one) => <Partner key={one.partner.id} one={one} data={data} />)}
    </div>
  );
}

function Partner({ one, data }: { one: MyPartner; data: Data }) {
  const { t } = useWords();
  const { date } = useFormat();
  const [open, setOpen] = useState<'accept' | 'withdraw'>();
  const ended = one.relationship !== 'reseller';
  const { partner, agreementId } = one;
  const accepted = one.agreement === 'accepted';
  return (
    <Card title={partner.name} lead={one.reseller && t('relations.mine.through', { name: one.reseller.name })}
      actions={ended && <StatusBadge state="cancelled" words={t('relations.mine.ended')} />}>
      <div className={styles.partner}>
        <Facts items={[
          { name: t('relations.mine.since'), value: <When at={one.since} as="prose" /> },
          { name: t('relations.mine.rights'), value: t(one.delegated ? 'relations.mine.granted' : 'relations.mine.notGranted') },
          { name: t('relations.mine.agreement'), value: accepted && one.dateAgreed
            ? <>{t('relations.mine.accepted', { version: one.version, date: date(one.dateAgreed, 'prose') })}<br />
              <span className={styles.sub}>{t(one.method === 'direct' ? 'relations.mine.acceptedBy' : 'relations.mine.attestedBy', { name: one.recordedBy })}</span></>
            : ended ? <span className="quiet">{t('relations.mine.missing')}</span> : <StatusBadge state="to_confirm" words={t('relations.mine.missing')} /> },
          ...(agreementId ? [{ name: t('relations.mine.receipt'), value: (
            <span className={styles.acts}>
              <OutLink href={`/ext/v1/agreement-receipts/${agreementId}.pdf`}>{t('relations.mine.receiptPdf')}</OutLink>
              <OutLink href={`/ext/v1/agreement-receipts/${agreementId}.json`}>{t('relations.mine.receiptJson')}</OutLink>
            </span>) }] : []),
        ]} />
        {!ended && data.mayAnswer && (
          <div className={styles.acts}>
            <Button look={accepted ? 'secondary' : 'primary'} aria-haspopup="dialog" onClick={() => setOpen('accept')}>
              {t(accepted ? 'relations.mine.acceptAgain' : 'relations.mine.accept')}
            </Button>
            {one.delegated && <Button aria-haspopup="dialog" onClick={() => setOpen('withdraw')}>{t('relations.mine.withdraw')}</Button>}
          </div>
        )}
      </div>
      {open === 'accept' && <AcceptPanel one={one} data={data} onClose={() => setOpen(undefined)} />}
      {open === 'withdraw' && <WithdrawDialog one={one} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}

function AcceptPanel({ one, data, onClose }: { one: MyPartner; data: Data; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [accepts, setAccepts] = useState(false);
  const { agreement } = data;
  const act = useMyAct(() => acceptAgreement(one.partner.id, { accepts: true, language: agreement.language, textSha256: agreement.sha256 }));
  return (
    <Panel title={t('relations.mine.acceptTitle', { name: one.partner.name })} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={act.isPending} blocked={accepts ? undefined : [{ message: t('relations.ask.needTick') }]}
          onClick={() => act.mutate(undefined, { onSuccess: () => { showToast({ text: t('relations.mine.done') }); onClose(); } })}>
          {t('relations.ask.accept')}
        </Button>
      </>}>
      <div className={styles.stack}>
        {act.isError && <Notice tone="error" alert>{sentence(act.error)}</Notice>}
        <AgreementText text={agreement} accepted={accepts} onAccept={setAccepts} label={t('relations.ask.acceptsShort')} />
      </div>
    </Panel>
  );
}

function WithdrawDialog({ one, onClose }: { one: MyPartner; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const { name, id } = one.partner;
  const act = useMyAct(() => withdrawRights(id));
  return (
    <Dialog title={t('relations.mine.withdrawTitle', { name })} onClose={onClose}
      actions={<>
        <Button autoFocus onClick={onClose}>{t('relations.mine.withdrawKeep')}</Button>
        <Button look="primary" busy={act.isPending}
          onClick={() => act.mutate(undefined, { onSuccess: () => { showToast({ text: t('relations.mine.withdrawn') }); onClose(); } })}>
          {t('relations.mine.withdraw')}
        </Button>
      </>}>
      {act.isError && <Notice tone="error" alert>{sentence(act.error)}</Notice>}
      <p>{t('relations.mine.withdrawText', { name })}</p>
    </Dialog>
  );
}
