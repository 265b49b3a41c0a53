// An amount as the server gave it, in the reader's format; it never breaks over lines.
import { useFormat } from './use-format';
import type { Amount } from './format';

export function Money({ value, className = '' }: { value: Amount; className?: string }) {
  const { money } = useFormat();
  return <span className={`num nowrap ${className}`}>{money(value)}</span>;
}
