// What is said on a plan or about an account, thread by thread.

import { computed, detached } from '../signals.js';
import { where } from '../store.js';

const NONE = [];
const kept = new WeakMap();
const byTime = (a, b) => a.createdAt.localeCompare(b.createdAt);

/** Made once for a plan or an account that is open, whoever asks first. */
export function saidOn(room) {
  if (!kept.has(room)) kept.set(room, detached(() => conversation(room)));
  return kept.get(room);
}

function conversation({ holds }) {
  const comments = where('comment', holds, byTime);
  const reactions = where('reaction', holds, byTime);
  const byParent = computed(() => Map.groupBy(comments().filter(it => it.parent && !it.deleted), it => it.parent));
  const byComment = computed(() => Map.groupBy(reactions(), it => it.comment));
  const repliesTo = id => byParent().get(id) ?? NONE;
  /** One that was deleted keeps its place while replies hang on it. */
  const roots = computed(() => comments().filter(it => !it.parent && (!it.deleted || repliesTo(it.id).length)));
  return {
    repliesTo,
    reactionsTo: id => byComment().get(id) ?? NONE,
    /** The comments that begin a thread about a record ("task:<id>"), or about the plan itself (null). */
    threads: about => roots().filter(it => (it.about ?? null) === about),
    openThreads: () => roots().filter(it => !it.resolved),
  };
}
