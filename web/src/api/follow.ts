// Following one thing by the server's events, until it has ended.
import { useEffect, useEffectEvent } from 'react';

/** Where the browser has them, and no test stands in for it. */
export const hearsEvents = typeof EventSource !== 'undefined';

/** Tells how it stands now, at once and with each change; nothing where there is no address. */
export function useFollowed<T>(address: string | undefined, event: string, tell: (now: T) => void): void {
  const told = useEffectEvent(tell);
  useEffect(() => {
    if (!address || !hearsEvents) return undefined;
    const source = new EventSource(address);
    source.addEventListener(event, (one: MessageEvent<string>) => told(JSON.parse(one.data) as T));
    return () => source.close();
  }, [address, event]);
}
