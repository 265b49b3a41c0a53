// Keeps Fluent's focus manager alive once it was needed: it forgets to unhide the page when its last user goes with it.
import { useRestoreFocusTarget } from '@fluentui/react-components';

export default function Keeper() {
  return <span hidden {...useRestoreFocusTarget()} />;
}
