// An account as a place where people speak: as much of a plan's room (plans/room.js) as the modules of reviews/ ask for.

import { names } from '../journal/names.js';
import { markers } from '../journal/marks.js';
import * as outbox from '../outbox.js';
import { me, member } from '../session.js';
import { tell } from '../shell/tell.js';
import { record } from '../store.js';

const NOBODY = { canManage: false };

export const aboutAccount = id => `account:${id}`;

/** Comments and reactions of the account itself, not of its plans. */
export const ofAccount = id => it => it.about === aboutAccount(id);

export function accountRoom(id, marks = markers()) {
  const send = { create: (kind, fields, says) => outbox.create(kind, fields, { says }).done };
  return {
    id, me, member, marks, names, send,
    holds: ofAccount(id),
    plan: () => null, parts: () => [], standing: () => NOBODY,
    comment: commentId => record('comment', commentId),
    // Who is where is told of plans only.
    here() {}, places: () => [],
    save: (kind, it, patch, says) => outbox.edit(kind, it.id, patch, { says }).catch(tell),
    create: (...what) => send.create(...what).catch(tell),
    remove: (kind, it, says) => outbox.remove(kind, it.id, { says }).catch(tell),
  };
}
