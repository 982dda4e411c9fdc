// Where what people speak about stands on the plan's screens, by the kinds of Comment.subjects (Domain/Reviews).

import { need } from '../home/fill.js';
import { go } from '../router.js';
import { toast } from '../shell/toast.js';
import { untrack } from '../signals.js';
import { record } from '../store.js';

const STANDS = {
  objective: { search: it => ({ objective: it.id }), name: it => `O${it.number} ${it.title}` },
  task: { search: it => ({ task: it.id }), name: it => `T-${it.number} ${it.title}` },
  commitment: {
    open: openCell,
    name: (it, room) => `${room.names.team(it.team) ?? 'A team'} on ${room.objective(it.objective)?.title ?? 'an objective'}`,
  },
  signOff: {
    search: it => ({ signoffs: it.team }), name: (it, room) => `Sign-off of ${room.names.team(it.team) ?? 'a team'}`,
  },
  planMember: { open: openTalk, name: (it, room) => `${room.names.member(it.member) ?? 'Somebody'} on the plan team` },
  review: { page: inReview, open: (it, room, leave) => it.state === 'open' && openTalk(it, room, leave), name: it => it.title },
  agendaItem: { page: inReview, open: openTalk, name: it => it.title },
  reviewNote: { page: inReview, open: openTalk, name: (it, room) => `Note of ${room.names.member(it.createdBy) ?? 'somebody'}` },
  decision: { page: inReview, open: openTalk, name: it => shortened(it.text) },
};

/** Where one of a review stands: reviews have a page of their own. */
function inReview(it) {
  return `/plans/${it.plan}/reviews/${it.review ?? it.id}`;
}

const shortened = text => (text.length > 80 ? `${text.slice(0, 80).trimEnd()}…` : text);

const recordAt = about => about && record(...about.split(':'));

/** What it is called; null where it is gone, or not here yet. */
export function nameAt(room, about) {
  const it = recordAt(about);
  if (!it) untrack(() => need(...about.split(':')));
  return it ? STANDS[about.split(':')[0]]?.name(it, room) ?? null : null;
}

/** The text of the field that a comment speaks of. */
export const textAt = (room, { about, field }) => (about ? recordAt(about) : room.plan())?.[field] ?? '';

/** Opens what the comment in the address is about; one on the plan itself stands in the plan's own discussion. */
export async function follow(room, id, setSearch) {
  if (!room.comment(id)) await room.load().catch(() => {});
  const about = room.comment(id)?.about;
  if (about) await need(...about.split(':'));
  const it = recordAt(about);
  if (!room.comment(id) || (about && !it)) return toast('What this link leads to is no longer there.');
  const stands = it && STANDS[about.split(':')[0]];
  const page = stands?.page?.(it);
  if (page && location.pathname !== page) go(`${page}?comment=${id}`, { replace: true });
  else if (stands?.search) setSearch(stands.search(it));
  else stands?.open?.({ ...it, about }, room, () => setSearch({ comment: '' }));
}

async function openTalk(it, room, leave) {
  const { openTalk: open } = await import('./mark.js');
  open(room, it.about, nameAt(room, it.about), leave);
}

/** As a click on the cell of the map does, once the map can be seen. */
async function openCell({ objective, team }) {
  await navigation.transition?.finished.catch(() => {});
  requestAnimationFrame(() => {
    const cell = document.querySelector(`[data-cell="${objective} ${team}"]`);
    cell?.scrollIntoView({ block: 'center' });
    if (cell?.ariaExpanded === 'false') cell.click();
  });
}
