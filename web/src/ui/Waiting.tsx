// The small wheel beside something that is being asked for.
import { Spinner } from '@fluentui/react-components';

export function Waiting({ label }: { label: string }) {
  return <Spinner size="extra-tiny" aria-label={label} />;
}
