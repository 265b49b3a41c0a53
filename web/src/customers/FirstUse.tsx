// The customers page before the first customer: the ways to begin as cards, what each is for and what it costs in time.
import { ArrowUpload20Regular, PersonAdd20Regular, PersonLink20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/use-words';
import { blockedBy, notForUs, useMay, useSession } from '../session/session';
import { LinkButton, type Blocked } from '../ui/Button';
import { Card } from '../ui/Card';
import { paths } from '../ui/paths';
import { EmptyState } from '../ui/states';
import styles from './FirstUse.module.css';

type Way = { to: string; title: string; text: string; cost: string; icon: ReactElement; blocked?: Blocked };

export function FirstUse() {
  const { t } = useWords();
  const { cloud } = useSession();
  const add = useMay('add_customer');
  const request = useMay('request_relationship');
  const bulk = useMay('import_customers');
  const global = cloud === 'global';
  const ways: Way[] = [
    ...(notForUs(add) ? [] : [{
      to: paths.addCustomer, title: t('customers.add'), icon: <PersonAdd20Regular />, blocked: blockedBy(add),
      text: t(global ? 'customers.firstAdd' : 'customers.firstAddGovernment'), cost: t('customers.firstAddCost'),
    }]),
    ...(request.allowed && global ? [{
      to: paths.requestRelationship, title: t('customers.request'), icon: <PersonLink20Regular />, text: t('customers.firstRequest'), cost: t('customers.firstRequestCost'),
    }] : []),
    ...(bulk.allowed ? [{ to: paths.imports, title: t('imports.title'), icon: <ArrowUpload20Regular />, text: t('customers.firstImport'), cost: t('customers.firstImportCost') }] : []),
  ];
  const lead = t(notForUs(add) ? 'customers.firstReseller' : 'customers.firstLead');
  if (!ways.length) return <Card flush><EmptyState icon={<PersonAdd20Regular />} title={t('customers.firstTitle')} text={lead} /></Card>;
  return (
    <section aria-labelledby="first-use">
      <h2 id="first-use" className={styles.title}>{t('customers.firstTitle')}</h2>
      <p className={styles.lead}>{lead}</p>
      <div className={styles.ways}>
        {ways.map((way, index) => (
          <Card key={way.to} className={styles.way}>
            <span className={styles.tile}>{way.icon}</span>
            <h3 className={styles.name}>{way.title}</h3>
            <p className={styles.text}>{way.text}</p>
            <p className={styles.cost}>{way.cost}</p>
            <LinkButton look={index === 0 ? 'primary' : 'secondary'} to={way.to} blocked={way.blocked}>{way.title}</LinkButton>
          </Card>
        ))}
      </div>
    </section>
  );
}
