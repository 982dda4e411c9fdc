// What is opened by hand is fetched once the first screen can be used, so that it is there when the line is not.
// (A module that could not be fetched once is lost to the page in some browsers: there is no second try.)

import { printStyles } from '../styles.js';

// Nobody waits for it, and whoever only looks in is spared it.
const QUIET = 2000;

const parts = {
  undo: () => import('./undo.js'),
  editor: () => import('../elements/editor.js'),
  dialog: () => import('../elements/dialog.js'),
  conflict: () => import('./conflict.js'),
  palette: () => import('./palette.js'),
  shortcuts: () => import('./shortcuts.js'),
  words: () => import('../journal/more-words.js'),
  unsent: () => import('./unsent.js'),
  leave: () => import('../access/leave.js'),
  print: async () => (await import('./print.js')).preparePrinting(),
};

export const offerUndo = async written => (await parts.undo()).offerUndo(written);
export const takeBack = async () => (await parts.undo()).takeBack();
export const openPalette = async (...given) => (await parts.palette()).openPalette(...given);
export const showKeys = async () => (await parts.shortcuts()).showKeys();
export const askWhichStands = async question => (await parts.conflict()).askWhichStands(question);
export const leaveWorkspace = async () => (await parts.leave()).leaveWorkspace();
export const toSignIn = async () => (await parts.leave()).toSignIn();
export const finishLeaving = async () => (await parts.leave()).finishLeaving();
export const showUnsent = async () => (await parts.unsent()).showUnsent();
export const ask = async question => (await parts.dialog()).ask(question);
/** From when the first screen can be used. */
const noteRecent = async () => (await import('../search/recent.js')).noteRecent();
export const forgetRecent = async () => (await import('../search/recent.js')).forgetRecent();
export const fetchEditor = () => parts.editor();

/** To be called once the first screen can be used: editing is what comes next, then what opens, then other places. */
export async function fetchInTime() {
  await noteRecent().catch(() => {});
  // Who saves data is spared what they may never open, and has without a line what they did open.
  if (navigator.connection?.saveData) return;
  // One after the other: they give way to what the reader asks for, and few are cut off when they leave the page.
  const { places } = await import('./next.js').catch(() => ({ places: [] }));
  for (const fetchPart of [...Object.values(parts), ...places, printStyles]) await fetchPart().catch(() => {});
  // From here on the page needs the line for data only.
  document.documentElement.dataset.complete = '';
  setTimeout(() => import('./worker.js').then(it => it.keepApp()).catch(() => {}), QUIET);
}
