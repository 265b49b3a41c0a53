// A button for each outside provider, under the password form.
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { useGoOutside, useProviders } from './outside';
import styles from './SignIn.module.css';

export function OutsideButtons({ from }: { from?: string }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const { data } = useProviders();
  const go = useGoOutside('/ext/v1/session/outside', from);
  if (!data?.items.length) return null;
  return (
    <section className={styles.outside} aria-label={t('session.outside.title')}>
      {go.isError && <Notice tone="error" alert>{sentence(go.error)}</Notice>}
      {data.items.map((each) => (
        <Button key={each.name} size="large" busy={(go.isPending || go.isSuccess) && go.variables === each.name} onClick={() => go.mutate(each.name)}>
          {t('session.outside.go', { provider: each.label })}
        </Button>
      ))}
    </section>
  );
}
