// What is opened by hand is fetched when it is first asked for, or when the browser has had nothing to do for a while,
// so that it is there when the line is not.

const PATIENCE = 3000;

const parts = {
  palette: () => import('./palette.js'),
  shortcuts: () => import('./shortcuts.js'),
  conflict: () => import('./conflict.js'),
  dialog: () => import('../elements/dialog.js'),
  editor: () => import('../elements/editor.js'),
};

export const openPalette = async (...given) => (await parts.palette()).openPalette(...given);
export const showKeys = async () => (await parts.shortcuts()).showKeys();
export const askWhichStands = async question => (await parts.conflict()).askWhichStands(question);
export const ask = async question => (await parts.dialog()).ask(question);
export const fetchEditor = () => parts.editor();

/** To be called once the first screen can be used: editing is what comes next, the rest has time. */
export function fetchInTime() {
  parts.editor().catch(() => {});
  setTimeout(() => { for (const fetchPart of Object.values(parts)) fetchPart().catch(() => {}); }, PATIENCE);
}
