// What our teams say to each other about an account.

import { effect } from '../dom.js';
import { discussion } from '../reviews/discussion.js';
import { query } from '../router.js';
import { toast } from '../shell/toast.js';
import { aboutAccount } from './room.js';

export { dressed } from '../reviews/discussion.js';

/** `room` is the account's (room.js). */
export function accountDiscussion(room) {
  effect(() => {
    const named = query().get('comment');
    if (named && !room.comment(named)) toast('What this link leads to is no longer there.');
  });
  return discussion(room, aboutAccount(room.id));
}
