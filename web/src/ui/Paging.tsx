// Previous and next under a list; no page numbers, because the list is read by keys.
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import { Button } from './Button';
import styles from './Paging.module.css';

type Props = { text: string; onPrevious?: () => void; onNext?: () => void };

export function Paging({ text, onPrevious, onNext }: Props) {
  const { t } = useWords();
  return (
    <nav className={styles.paging} aria-label={t('common.paging')}>
      <p className="num">{text}</p>
      {(onPrevious || onNext) && (
        <div className={styles.buttons}>
          <Button look="subtle" icon={<ChevronLeft20Regular />} onClick={onPrevious} className={onPrevious ? undefined : styles.off}>
            {t('common.previousPage')}
          </Button>
          <Button look="subtle" iconAfter icon={<ChevronRight20Regular />} onClick={onNext} className={onNext ? undefined : styles.off}>
            {t('common.nextPage')}
          </Button>
        </div>
      )}
    </nav>
  );
}
