// "Now" for the whole page: the sandbox's business time when there is one, else the machine's.
import { createContext, useContext, useEffect, useState } from 'react';

/** Milliseconds to add to this machine's clock. */
export const ClockOffset = createContext(0);

export function useNow(everyMs = 60_000): Date {
  const offset = useContext(ClockOffset);
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date(tick + offset);
}

/** Moments of real time as the page's clock tells them, so that "saved at" fits the "now" one reads. */
export function useShifted(): (at: string) => string {
  const offset = useContext(ClockOffset);
  return (at) => new Date(Date.parse(at) + offset).toISOString();
}
