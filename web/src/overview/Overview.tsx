// The overview: figures, what needs doing, two small charts.
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Overview as Facts } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, notForUs, useMay } from '../session/session';
import { Card, Figures } from '../ui/Card';
import { MonthBars, NameBars } from '../ui/charts';
import { useNow } from '../ui/clock';
import { Money } from '../ui/Money';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { ErrorState, SkeletonRows } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './Overview.module.css';
import { Tasks } from './Tasks';

export default function Overview() {
  const { t } = useWords();
  const { date } = useFormat();
  const now = useNow();
  const add = useMay('add_customer');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => api.get<Facts>('/ext/v1/overview', { signal }),
  });
  return (
    <>
      <PageHeader title={t('overview.title')} meta={date(now, 'weekday')}
        primary={{
          to: paths.addCustomer, label: t('customers.add'), icon: <PersonAdd20Regular />, blocked: blockedBy(add),
          hidden: notForUs(add),
        }} />
      {isPending && <Card flush><SkeletonRows rows={6} height={72} label={t('overview.loading')} /></Card>}
      {error && !data && <Card flush><ErrorState title={t('overview.errorTitle')} problem={error} retry={() => void refetch()} /></Card>}
      {data && (
        <div className={styles.stack}>
          <FigureStrip facts={data} />
          <div className={styles.columns}>
            <Tasks tasks={data.tasks} />
            <div className={styles.stack}>
              <AddedChart facts={data} />
              <CategoryChart facts={data} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}

function FigureStrip({ facts }: { facts: Facts }) {
  const { t } = useWords();
  const { number } = useFormat();
  const of = (name: string) => facts.figures.find((figure) => figure.name === name);
  const licenses = of('licenses');
  const notes: Record<string, string | undefined> = {
    active_subscriptions: licenses && t('common.licenses', { count: licenses.value }),
    monthly_revenue: t('overview.monthlyNote'),
    customers_without_agreement: t('overview.withoutNote'),
  };
  const shown = (['customers', 'active_subscriptions', 'monthly_revenue', 'customers_without_agreement'] as const)
    .flatMap((name) => of(name) ?? []);
  return (
    <Figures label={t('overview.figures')} items={shown.map((figure) => ({
      name: t(`overview.${figure.name}`),
      value: figure.money ? <Money value={figure.money} /> : number(figure.value),
      note: notes[figure.name],
    }))} />
  );
}

function AddedChart({ facts }: { facts: Facts }) {
  const { t } = useWords();
  const { date, number } = useFormat();
  const bars = facts.customersAdded.map(({ month, count }) => ({
    name: date(`${month}-01T00:00:00Z`, 'monthYear', 'UTC'), short: date(`${month}-01T00:00:00Z`, 'month', 'UTC'), value: count,
  }));
  const list = bars.map((bar) => `${bar.name} ${number(bar.value)}`).join(', ');
  return (
    <Card title={t('overview.added')}>
      <p className={styles.lead}><strong className="num">{number(bars.at(-1)?.value ?? 0)}</strong> <span>{t('overview.addedNote')}</span></p>
      <MonthBars bars={bars} sentence={t('overview.addedImage', { list })} headings={[t('overview.month'), t('overview.count')]} />
    </Card>
  );
}

function CategoryChart({ facts }: { facts: Facts }) {
  const { t } = useWords();
  const { number } = useFormat();
  const bars = facts.licensesByCategory.map((each) => ({ name: each.name, value: each.licenses }));
  const total = facts.figures.find((figure) => figure.name === 'licenses');
  const list = bars.map((bar) => `${bar.name} ${number(bar.value)}`).join(', ');
  return (
    <Card title={t('overview.byCategory')}>
      <p className={styles.lead}>{total && <strong className="num">{number(total.value)}</strong>} <span>{t('overview.byCategoryNote')}</span></p>
      {bars.length
        ? <NameBars bars={bars} sentence={t('overview.byCategoryImage', { list })} headings={[t('overview.category'), t('overview.licenses')]} />
        : <p className="quiet">{t('overview.noFigures')}</p>}
    </Card>
  );
}
