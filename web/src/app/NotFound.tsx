// What one may not see, or what does not exist: the same page.
import { Search20Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import { useSessionQuery } from '../session/session';
import { LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState } from '../ui/states';

export default function NotFound() {
  const { t } = useWords();
  const own = useSessionQuery().data?.tenant.kind === 'customer';
  return (
    <>
      <PageHeader title={t('shell.notFoundTitle')} />
      <Card>
        <EmptyState icon={<Search20Regular />} title={t('shell.notFoundState')} text={t(own ? 'shell.notFoundOwnText' : 'shell.notFoundText')}
          action={<>
            {own ? <LinkButton look="primary" to={paths.myPartners}>{t('relations.ask.toPartners')}</LinkButton> : <>
              <LinkButton look="primary" to={paths.customers}>{t('shell.notFoundAction')}</LinkButton>
              <LinkButton to={paths.overview}>{t('shell.notFoundHome')}</LinkButton></>}
          </>} />
      </Card>
    </>
  );
}
