// A page that only the global cloud has; elsewhere it says why it is not there.
import { BuildingGovernment20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { useSession } from '../session/session';
import { LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState } from '../ui/states';

type What = 'resellers' | 'relationship' | 'agreements' | 'reviews';

export function GlobalOnly({ what, title, children }: { what: What; title: string; children: ReactNode }) {
  const { t } = useWords();
  if (useSession().cloud === 'global') return <>{children}</>;
  return (
    <>
      <PageHeader title={title} />
      <Card>
        <EmptyState icon={<BuildingGovernment20Regular />} title={t('shell.notInCloud')} text={t(`shell.notInCloudBecause.${what}`)}
          action={<LinkButton look="primary" to={paths.customers}>{t('shell.notFoundAction')}</LinkButton>} />
      </Card>
    </>
  );
}
