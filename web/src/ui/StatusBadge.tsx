// A state as icon and word; the normal one is quiet, the exceptions are tinted.
import {
  CheckmarkCircle16Filled, Circle12Filled, Clock16Filled, ErrorCircle16Filled, Warning16Filled,
} from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import styles from './StatusBadge.module.css';

const kinds = {
  active: 'ok', accepted: 'ok', signed: 'ok', read: 'ok', completed: 'ok',
  provisioning: 'waiting', invited: 'waiting', under_review: 'waiting', unread: 'waiting', pending: 'waiting',
  to_confirm: 'warning', unsigned: 'warning',
  past_due: 'error', suspended: 'error', failed: 'error', refused: 'error',
  cancelled: 'neutral', expired: 'neutral', draft: 'neutral',
} as const;

const icons = {
  ok: CheckmarkCircle16Filled, waiting: Clock16Filled, warning: Warning16Filled, error: ErrorCircle16Filled,
  neutral: Circle12Filled,
};

export type State = keyof typeof kinds;

/** Whether a state is the normal one, left out where room is short. */
export const isNormal = (state: State): boolean => kinds[state] === 'ok';

type Props = { state: State; /** Tint the normal state too (page headers). */ loud?: boolean; /** Other words for this state here. */ words?: string };

export function StatusBadge({ state, loud = false, words }: Props) {
  const { say } = useWords();
  const kind = kinds[state];
  const Icon = icons[kind];
  const quiet = kind === 'ok' && !loud;
  return (
    <span className={`${styles.badge} ${quiet ? styles.plain : `${styles.pill} ${styles[kind]}`}`}>
      <Icon className={styles.icon} />
      {words ?? say(`common.state.${state}`)}
    </span>
  );
}
