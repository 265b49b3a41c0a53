// One reseller for its provider: what is known of it, what it may do, its terms, and the end of the partnership.
import { People20Regular, PersonAdd20Regular, Search20Regular, Tag20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { isProblem } from '../api/problem';
import type { Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card, Facts, Figures } from '../ui/Card';
import { countryName } from '../ui/format';
import { Dialog } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { PartnershipState } from './InvitationState';
import styles from './Relations.module.css';
import { useEndPartnership, usePartnership } from './relations';
import { TermsCards } from './TermsCards';

export default function Reseller() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const may = useMay('see_resellers');
  const { administrators, tenant } = useSession();
  const { data, error, isPending, refetch } = usePartnership(id, may.allowed);
  // A reseller has providers, not resellers.
  if (tenant.kind === 'indirectReseller') return <Navigate to={paths.providers} replace />;
  if (data) return <Loaded reseller={data} />;
  const gone = isProblem(error) && error.status === 404;
  return (
    <>
      <PageHeader title={t('relations.resellers.page')} crumbs={[{ to: paths.resellers, label: t('relations.resellers.title') }]} />
      <Card flush>
        {!may.allowed && <NoPermission page={t('relations.resellers.page')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && isPending && <SkeletonRows rows={4} label={t('relations.resellers.loading')} />}
        {gone && <EmptyState icon={<Search20Regular />} title={t('shell.notFoundTitle')} text={t('shell.notFoundText')} />}
        {error && !gone && <ErrorState title={t('relations.resellers.failed')} problem={error} retry={() => void refetch()} />}
      </Card>
    </>
  );
}

function Loaded({ reseller }: { reseller: Partnership }) {
  const { t, language } = useWords();
  const { number } = useFormat();
  const add = useMay('add_customer');
  const manage = useMay('manage_partnerships');
  const [ending, setEnding] = useState(false);
  const { id, name } = reseller;
  return (
    <>
      <PageHeader title={name} page={t('relations.resellers.page')} crumbs={[{ to: paths.resellers, label: t('relations.resellers.title') }]}
        badge={<PartnershipState state={reseller.state} loud />}
        meta={<><span>{reseller.domain}</span><span>{countryName(reseller.country, language)}</span></>}
        actions={<>
          <LinkButton icon={<Tag20Regular />} to={paths.catalog}>{t('relations.resellers.priceList')}</LinkButton>
          <LinkButton icon={<People20Regular />} to={`${paths.customers}?reseller=${id}`}>{t('relations.resellers.seeCustomers')}</LinkButton></>}
        primary={{ to: `${paths.addCustomer}?reseller=${id}`, label: t('relations.resellers.addCustomer'), icon: <PersonAdd20Regular />,
          hidden: reseller.state !== 'active' || !reseller.agreementSigned, blocked: blockedBy(add) }} />
      <div className={styles.stack}>
        {!reseller.agreementSigned && <Notice tone="warning" title={t('relations.resellers.unsignedTitle', { name })}>{t('relations.resellers.unsignedText')}</Notice>}
        <Figures label={name} items={[
          { name: t('relations.resellers.customers'), value: number(reseller.customers) },
          { name: t('relations.resellers.since'), value: <When at={reseller.since} /> },
          { name: t('relations.resellers.contract'), value: t(reseller.agreementSigned ? 'relations.resellers.signed' : 'relations.resellers.unsigned') },
        ]} />
        <Card title={t('relations.resellers.facts')} actions={reseller.state !== 'ended' && (
          <Button blocked={blockedBy(manage)} aria-haspopup="dialog" onClick={() => setEnding(true)}>{t('relations.resellers.end')}</Button>)}>
          <Facts items={[
            { name: t('relations.resellers.mpn'), value: reseller.mpnId ?? t('common.notGiven') },
            { name: t('relations.resellers.country'), value: countryName(reseller.country, language) },
            { name: t('relations.resellers.contact'), value: <OutLink href={`mailto:${reseller.email}`}>{reseller.email}</OutLink> },
          ]} />
        </Card>
        <TermsCards side="resellers" id={id} name={name} />
      </div>
      {ending && <EndDialog partner={reseller} onClose={() => setEnding(false)} />}
    </>
  );
}

export function EndDialog({ partner, onClose }: { partner: Partnership; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const end = useEndPartnership(partner.id);
  return (
    <Dialog title={t('relations.resellers.endTitle', { name: partner.name })} onClose={onClose}
      actions={<>
        <Button autoFocus onClick={onClose}>{t('relations.resellers.endKeep')}</Button>
        <Button look="primary" busy={end.isPending}
          onClick={() => end.mutate(undefined, { onSuccess: () => { showToast({ text: t('relations.resellers.ended') }); onClose(); } })}>
          {t('relations.resellers.end')}
        </Button>
      </>}>
      {end.isError && <Notice tone="error" alert>{sentence(end.error)}</Notice>}
      <p>{t('relations.resellers.endText', { count: partner.customers })}</p>
    </Dialog>
  );
}
