// An invitation's or a partnership's state as a badge.
import type { InvitationState as State, Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { StatusBadge } from '../ui/StatusBadge';

const invitation = { open: 'pending', accepted: 'accepted', refused: 'refused', revoked: 'cancelled', expired: 'expired' } as const;
const partnership = { invited: 'invited', active: 'active', ended: 'cancelled' } as const;

export function InvitationState({ state }: { state: State }) {
  const { t } = useWords();
  return <StatusBadge state={invitation[state]} words={t(`relations.state.${state}`)} />;
}

export function PartnershipState({ state, loud }: { state: Partnership['state']; loud?: boolean }) {
  const { t } = useWords();
  return <StatusBadge state={partnership[state]} loud={loud} words={t(`relations.pstate.${state}`)} />;
}
