// The rail: mark, organisation, menu, and the button that narrows it.
import { PanelLeftContract20Regular, PanelLeftExpand20Regular } from '@fluentui/react-icons';
import { Link, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import { useDeployment, useSession } from '../session/session';
import { initialsOf } from '../ui/format';
import { Mark } from '../ui/Mark';
import { paths } from '../ui/paths';
import { Tip } from '../ui/Tip';
import { useNavigation } from './navigation';
import styles from './Rail.module.css';

type Props = { collapsed: boolean; canCollapse: boolean; onCollapse: () => void };

export function Rail({ collapsed, canCollapse, onCollapse }: Props) {
  const { t, say } = useWords();
  const { tenant } = useSession();
  const { data: deployment } = useDeployment();
  const toggle = collapsed ? t('shell.expand') : t('shell.collapse');
  const kind = say(`common.kind.${tenant.kind}`);
  return (
    <nav aria-label={t('shell.navigation')} className={styles.rail} data-narrow={collapsed || undefined}>
      <Link to={paths.overview} className={styles.brand} aria-label={t('shell.overview')}>
        <Mark size={30} />
        {!collapsed && <span>{deployment?.operatorName ?? 'Entrepot'}</span>}
      </Link>
      <Tip text={`${tenant.name}, ${kind}`} side="right" off={!collapsed}>
        <div className={styles.tenant}>
          <span className={styles.initials} aria-hidden={!collapsed}>{initialsOf(tenant.name)}</span>
          <span className={collapsed ? 'visually-hidden' : styles.tenantWords}>
            <span className={styles.tenantName} title={tenant.name}>{tenant.name}</span>
            <span className={styles.kind}>{kind}</span>
          </span>
        </div>
      </Tip>
      <Menu collapsed={collapsed} />
      {canCollapse && (
        <Tip text={toggle} side="right" off={!collapsed}>
          <button type="button" className={styles.item} onClick={onCollapse} aria-expanded={!collapsed}>
            {collapsed ? <PanelLeftExpand20Regular /> : <PanelLeftContract20Regular />}
            <span className={collapsed ? 'visually-hidden' : undefined}>{toggle}</span>
          </button>
        </Tip>
      )}
    </nav>
  );
}

function Menu({ collapsed }: { collapsed: boolean }) {
  const { pathname } = useLocation();
  const entries = useNavigation();
  return (
    <ul className={styles.nav}>
        {entries.map((entry) => {
          const current = entry.current(pathname);
          return (
            <li key={entry.to} data-foot={entry.foot}>
              <Tip text={entry.label} side="right" off={!collapsed}>
                <Link to={entry.to} className={styles.item} aria-current={current ? 'page' : undefined}>
                  {current ? entry.filled : entry.icon}
                  <span className={collapsed ? 'visually-hidden' : undefined}>{entry.label}</span>
                </Link>
              </Tip>
            </li>
          );
        })}
    </ul>
  );
}
