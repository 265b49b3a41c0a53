// Asks before a page is left: by a link or a command, by the browser's back button, by closing the tab.
import { useContext, useEffect, useRef, useState } from 'react';
import { UNSAFE_NavigationContext } from 'react-router';
import { guardPop } from './pop-guard';

type Going = { go: () => void };

/** While `on`, holds back what leaves `stay`; `going` is what was held back, to be let go or dropped. */
export function useLeaveGuard(on: boolean): { going: Going | undefined; stay: () => void } {
  const { navigator } = useContext(UNSAFE_NavigationContext);
  const [going, setGoing] = useState<Going>();
  const holding = useRef(on);
  holding.current = on;
  useEffect(() => {
    if (!on) return;
    const { push, replace } = navigator;
    const held = (act: typeof push): typeof push => (...where) => {
      if (!holding.current) return act.apply(navigator, where);
      setGoing({ go: () => { holding.current = false; act.apply(navigator, where); } });
    };
    navigator.push = held(push);
    navigator.replace = held(replace);
    let returning = false;
    const onPop = (event: PopStateEvent) => {
      if (!holding.current) return;
      event.stopImmediatePropagation();
      if (returning) { returning = false; return; }
      returning = true;
      window.history.go(1);
      setGoing({ go: () => { holding.current = false; window.history.go(-1); } });
    };
    const onUnload = (event: BeforeUnloadEvent) => { if (holding.current) event.preventDefault(); };
    guardPop(onPop);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      navigator.push = push;
      navigator.replace = replace;
      guardPop(undefined);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [on, navigator]);
  return { going, stay: () => setGoing(undefined) };
}
