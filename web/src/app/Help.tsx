// What `?` shows: the keyboard shortcuts, the switch that turns the single keys off, and where to read on.
import { useWords } from '../i18n/use-words';
import { useMay, useOwn, usePreferences, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { CheckField } from '../ui/CheckField';
import { Dialog } from '../ui/lazy';
import { TextLink } from '../ui/Link';
import { paths } from '../ui/paths';
import styles from './Help.module.css';

export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { preferences } = useSession();
  const change = usePreferences();
  const own = useOwn();
  const mayAdd = useMay('add_customer').allowed;
  const mayLook = useMay('see_customers').allowed;
  const rows: ([string[], string] | false)[] = [
    [['Ctrl', 'K'], t('shell.keys.palette')],
    [['/'], t('shell.keys.search')],
    mayAdd && [['N'], t('shell.keys.add')],
    !own && [['G', 'O'], t('shell.keys.overview')],
    !own && mayLook && [['G', 'C'], t('shell.keys.customers')],
    mayAdd && [['G', 'D'], t('shell.keys.drafts')],
    !own && [['E'], t('shell.keys.expand')],
    [['?'], t('shell.keys.help')],
  ];
  return (
    <Dialog title={t('shell.keys.title')} onClose={onClose}
      actions={<Button look="primary" onClick={onClose}>{t('common.close')}</Button>}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('shell.keys.caption')}</caption>
        <thead className="visually-hidden"><tr><th scope="col">{t('shell.keys.keys')}</th><th scope="col">{t('shell.keys.act')}</th></tr></thead>
        <tbody>
          {rows.filter((row) => row !== false).map(([keys, words]) => (
            <tr key={words}>
              <td>{keys.map((key, index) => (
                <span key={key}>{index > 0 && keys[0] === 'G' && <span className="quiet"> {t('shell.keys.then')} </span>}<kbd>{key}</kbd></span>
              ))}</td>
              <th scope="row">{words}</th>
            </tr>
          ))}
        </tbody>
      </table>
      <CheckField checked={preferences.shortcuts} label={t('shell.keys.on')} onChange={(shortcuts) => change.mutate({ shortcuts })} />
      <p className={styles.note}>{t('shell.keys.onHelp')}</p>
      <p className={styles.more}><TextLink to={paths.accessibility}>{t('shell.keys.accessibility')}</TextLink></p>
    </Dialog>
  );
}
