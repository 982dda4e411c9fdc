// Where one can go, said once for sidebar, dock, palette and keys. What is seldom gone to is behind the dock's "More".

import { isStaff } from '../access/rights.js';
import { me } from '../session.js';

const PLACES = [
  { text: 'Home', href: '/', icon: 'home', key: 'h' },
  { text: 'Inbox', href: '/inbox', icon: 'inbox', key: 'i' },
  { text: 'My work', href: '/work', icon: 'check', key: 'w' },
  { text: 'Accounts', href: '/accounts', icon: 'building', key: 'a', isGroupStart: true },
  { text: 'Alignment', href: '/alignment', icon: 'target', key: 'l', isSeldom: true, isForStaff: true },
  { text: 'Teams', href: '/teams', icon: 'people', key: 't', isSeldom: true, isForStaff: true },
  { text: 'Settings', href: '/settings', icon: 'gear', key: 's', isSeldom: true },
];

/** A guest is shown their plans, and not what our teams make of all of them. */
export const places = () => PLACES.filter(place => !place.isForStaff || isStaff(me()));

/** A plan belongs to its account, which is where the sidebar shows one to be. */
export function placeOf(path) {
  if (path.startsWith('/plans')) return '/accounts';
  if (path === '/search') return null;
  return PLACES.findLast(place => path === place.href || path.startsWith(`${place.href.replace(/\/$/, '')}/`))?.href;
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgentData?.platform ?? navigator.platform);
export const COMMAND = isMac ? '⌘' : 'Ctrl ';
