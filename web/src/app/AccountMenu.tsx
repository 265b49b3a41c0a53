// The person's menu: who and where one is, and the way out.
import { Person20Regular, SignOut20Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import { useSession, useSignOut } from '../session/session';
import { ActionMenu } from '../ui/ActionMenu';
import { initialsOf } from '../ui/format';
import { paths } from '../ui/paths';
import styles from './AccountMenu.module.css';

export function AccountMenu({ short = false }: { short?: boolean }) {
  const { t, say } = useWords();
  const { user, roles, tenant } = useSession();
  const signOut = useSignOut();
  const role = roles[0] ? say(`common.role.${roles[0]}`) : say(`common.kind.${tenant.kind}`);
  return (
    <ActionMenu className={styles.button} label={t('shell.account', { name: user.displayName })}
      entries={[{ kind: 'link', label: t('access.account.title'), icon: <Person20Regular />, to: paths.account }, {
        label: t('session.signOut'), icon: <SignOut20Regular />,
        act: () => signOut.mutate(),
      }]}>
      <span className={styles.initials} aria-hidden="true">{initialsOf(user.displayName)}</span>
      {!short && (
        <span className={styles.words}>
          <span className={styles.name}>{user.displayName}</span>
          <span className={styles.role} title={roles.map((each) => say(`common.role.${each}`)).join(', ')}>{role}</span>
        </span>
      )}
    </ActionMenu>
  );
}
