// A moment in the reader's time zone, with UTC at hand in the title.
import { useFormat } from './use-format';
import type { DateStyle } from './format';

type Props = { at: string; as?: DateStyle; /** A calendar day, the same everywhere. */ day?: boolean };

export function When({ at, as = 'table', day = false }: Props) {
  const { date } = useFormat();
  return (
    <time dateTime={at} title={day ? at.slice(0, 10) : new Date(at).toISOString()} className="nowrap">
      {date(at, as, day ? 'UTC' : undefined)}
    </time>
  );
}
