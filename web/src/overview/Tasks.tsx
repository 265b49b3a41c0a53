// What needs doing, the nearest deadline first, each with the way to it.
import {
  ArrowClockwise20Regular, ArrowUpload20Regular, BuildingBank20Regular, BuildingShop20Regular, Checkmark20Regular, DocumentEdit20Regular, DocumentSignature20Regular,
  MailLink20Regular,
} from '@fluentui/react-icons';
import type { FluentIcon } from '@fluentui/react-icons';
import type { Task, TaskKind } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { useNow, useShifted } from '../ui/clock';
import { paths } from '../ui/paths';
import { EmptyState } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './Overview.module.css';

type Tone = 'neutral' | 'warning' | 'error';

const looks: Record<TaskKind, { icon: FluentIcon; tone: Tone; to?: (task: Task) => string }> = {
  cancellation_window_closing: { icon: ArrowClockwise20Regular, tone: 'warning',
    to: (task) => (task.customerId ? paths.customerSubscriptions(task.customerId) : paths.customers) },
  agreement_missing: { icon: DocumentSignature20Regular, tone: 'warning',
    to: (task) => (task.count === 1 && task.customerId ? paths.customerAgreement(task.customerId) : `${paths.customers}?agreement=invited`) },
  draft_expiring: { icon: DocumentEdit20Regular, tone: 'neutral', to: () => paths.drafts },
  reseller_agreement_missing: { icon: BuildingShop20Regular, tone: 'neutral', to: () => paths.resellers },
  invitation_expiring: { icon: MailLink20Regular, tone: 'neutral', to: () => paths.requestRelationship },
  invitation_expired: { icon: MailLink20Regular, tone: 'warning', to: () => paths.requestRelationship },
  reseller_invitation_expiring: { icon: MailLink20Regular, tone: 'neutral', to: () => paths.resellers },
  reseller_invitation_expired: { icon: MailLink20Regular, tone: 'warning', to: () => paths.resellers },
  provider_invitation: { icon: BuildingBank20Regular, tone: 'neutral', to: () => paths.providers },
  import_failed: { icon: ArrowUpload20Regular, tone: 'error', to: (task) => (task.count === 1 && task.importId ? paths.import(task.importId) : paths.imports) },
};

export function Tasks({ tasks }: { tasks: Task[] }) {
  const { t } = useWords();
  const { cloud } = useSession();
  const known = tasks.filter((task) => task.kind in looks && task.count > 0);
  const count = known.length;
  return (
    <Card flush className={styles.tasks} title={<>{t('overview.toDo')}{count > 0 && <span className={styles.count}>{count}</span>}</>}>
      {known.length === 0 && <EmptyState level={3} icon={<Checkmark20Regular />} title={t('overview.nothing')} text={t(cloud === 'global' ? 'overview.nothingText' : 'overview.nothingTextGovernment')} />}
      <ul>{known.map((task) => <TaskRow key={task.kind} task={task} />)}</ul>
    </Card>
  );
}

function TaskRow({ task }: { task: Task }) {
  const { t, say } = useWords();
  const { icon: Icon, tone: usual, to } = looks[task.kind];
  const resellers = useMay('see_resellers').allowed;
  const closed = task.kind === 'reseller_agreement_missing' && !resellers;
  const due = useDue(task);
  const tone = due?.tone === 'error' ? 'error' : usual;
  const others = task.count - 1;
  const subject = task.subject && others > 0 ? t('overview.andOthers', { subject: task.subject, count: others }) : task.subject;
  const act = say(`overview.${task.kind}Act`);
  return (
    <li className={styles.task}>
      <span className={styles.icon} data-tone={tone}><Icon /></span>
      <div className={styles.words}>
        <h3 className={styles.title}>{say(`overview.${task.kind}`, { count: task.count })}</h3>
        <p className={styles.text}>{subject && `${subject}. `}{say(`overview.${task.kind}Text`)}</p>
      </div>
      <span className={styles.due} data-tone={due?.tone}>{due?.text}</span>
      {to && !closed && (
        <span className={styles.act}>
          <LinkButton size="small" to={to(task)} aria-label={t('overview.actFor', { act, subject: subject ?? say(`overview.${task.kind}`, { count: task.count }) })}>{act}</LinkButton>
        </span>
      )}
    </li>
  );
}

function useDue(task: Task): { text: string; tone: Tone } | undefined {
  const { t } = useWords();
  const { date } = useFormat();
  const now = useNow();
  const shifted = useShifted();
  if (!task.due) return undefined;
  // Windows follow the business clock; drafts and links end in real time.
  const window = task.kind === 'cancellation_window_closing';
  const due = new Date(window ? task.due : shifted(task.due));
  const days = Math.round((new Date(due).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days <= 0) return { text: t('overview.today', { time: date(due, 'time') }), tone: 'error' };
  if (days === 1) return { text: t('overview.tomorrow', { time: date(due, 'time') }), tone: 'warning' };
  const key = window ? 'overview.before' : 'overview.expires';
  const hour = days <= 2 ? `, ${date(due, 'time')}` : '';
  return { text: t(key, { date: date(due, 'short') + hour }), tone: 'neutral' };
}
