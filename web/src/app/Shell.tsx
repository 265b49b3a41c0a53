// The frame of every page: skip link, rail, top bar, main.
import { Outlet } from 'react-router';

export function Shell() {
  return <main id="main"><Outlet /></main>;
}
