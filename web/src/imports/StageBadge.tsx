// Where an import stands, as icon and word.
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { StatusBadge, type State } from '../ui/StatusBadge';

const kinds: Record<Import['stage'], State> = {
  reading: 'pending', mapping: 'draft', checking: 'pending', ready: 'to_confirm', running: 'pending', done: 'completed', undoing: 'pending',
  undone: 'cancelled', deleting: 'cancelled',
};

export function StageBadge({ stage }: { stage: Import['stage'] }) {
  const { say } = useWords();
  return <StatusBadge state={kinds[stage]} words={say(`imports.stage.${stage}`)} />;
}
