// The way back from one's own last change: by the toast, and by ⌘Z.

import { canUndo, undo } from '../outbox.js';
import { toast } from './toast.js';
import { COMMAND } from './places.js';

export function offerUndo({ says, isUndoable }) {
  toast(says, isUndoable ? { text: 'Undo', run: takeBack, keys: `${COMMAND}Z` } : null);
}

export async function takeBack() {
  if (!canUndo()) return toast('There is nothing to undo');
  try {
    const undone = await undo();
    if (undone) toast(`Undone: ${undone.says.charAt(0).toLocaleLowerCase()}${undone.says.slice(1)}`);
  } catch (error) {
    const reasons = error.errors?.map(each => `${each.field} ${each.message}`).join(', ');
    toast(reasons ? `${error.message} ${reasons}` : error.message);
  }
}
