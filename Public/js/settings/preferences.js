// What this browser remembers of how its owner likes it: nothing here is anybody else's business.

import { signal } from '../signals.js';

const stored = localStorage.getItem('quartet.theme');

/** "system", "light" or "dark". */
export const theme = signal(stored === 'light' || stored === 'dark' ? stored : 'system');

/** Whether single keys such as c and j do something (WCAG 2.1.4). */
export const singleKeys = signal(localStorage.getItem('quartet.keys') !== 'off');

export function setTheme(choice) {
  theme.set(choice);
  if (choice === 'system') {
    localStorage.removeItem('quartet.theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('quartet.theme', choice);
    document.documentElement.dataset.theme = choice;
  }
}

export function switchTheme() {
  const isDark = theme.peek() === 'system'
    ? matchMedia('(prefers-color-scheme: dark)').matches
    : theme.peek() === 'dark';
  setTheme(isDark ? 'light' : 'dark');
}

export function setSingleKeys(isOn) {
  singleKeys.set(isOn);
  localStorage.setItem('quartet.keys', isOn ? 'on' : 'off');
}
