// One plan with all that belongs to it, live: what its screens read and what they do with it.

import { answerersFor, standing } from '../access/rights.js';
import { alignmentOf } from '../alignment/reading.js';
import { get } from '../api.js';
import { batch, computed, effect, onCleanup, scope, signal } from '../dom.js';
import { edit } from '../elements/edit.js';
import { compare } from '../format.js';
import { markers } from '../journal/marks.js';
import { changesOf, isNews } from '../journal/changes.js';
import { names } from '../journal/names.js';
import { newId } from '../kinds.js';
import * as outbox from '../outbox.js';
import { me, member, members as everyone, team, teams as workspaceTeams } from '../session.js';
import { onEntry, peek, put, record, replace, revision, where } from '../store.js';
import { here, line, places, presence, watch } from '../stream.js';
import { inTime } from '../shell/part.js';
import { tell } from '../shell/tell.js';

const PARTS = {
  planMembers: 'planMember', objectives: 'objective', commitments: 'commitment', tasks: 'task', comments: 'comment',
  reactions: 'reaction', signOffs: 'signOff', verifications: 'verification', reviews: 'review', decisions: 'decision',
  shareLinks: 'shareLink',
};
const ACTIVITY_SHOWN = 40;

/** Plans read in this page's life: they are shown at once while they are read anew. */
const readBefore = new Set();

const byNumber = (a, b) => a.number - b.number;
const byTime = (a, b) => a.createdAt.localeCompare(b.createdAt);

/** Ends with the surrounding scope. `load()` reads the plan; until then `isReady()` is false. */
export function openRoom(id) {
  const plan = () => record('plan', id);
  const ofPlan = (kind, order) => where(kind, it => it.plan === id, order);
  const objectives = ofPlan('objective', byNumber);
  const commitments = ofPlan('commitment');
  const tasks = ofPlan('task', byNumber);
  const parts = ofPlan('planMember');
  const reviews = ofPlan('review');
  const decisions = ofPlan('decision');
  const account = computed(() => record('account', plan()?.account) ?? { id: plan()?.account, name: '' });
  const teams = computed(() => workspaceTeams().filter(it => plan()?.teams.includes(it.id)));
  const members = computed(() => parts().map(part => member(part.member)).filter(Boolean)
    .sort((a, b) => compare(a.name, b.name)));
  const rights = computed(() => standing(me(), account(), parts()));
  const cells = computed(() => new Map(commitments().map(it => [`${it.objective} ${it.team}`, it])));
  const activity = signal([]);
  const isReady = signal(readBefore.has(id) && Boolean(peek('plan', id)));
  const marks = markers();
  const alignment = alignmentOf(id);

  watch(id);
  showSeatsInTime(id, marks);
  onCleanup(onEntry(entry => {
    const mine = changesOf(entry).filter(change => change.plan === id && isNews(change));
    if (mine.length) activity.update(all => [...mine.toReversed(), ...all].slice(0, ACTIVITY_SHOWN));
  }));

  async function load() {
    const [snapshot] = await Promise.all([get(`/api/plans/${id}/snapshot`), alignment.load().catch(() => {})]);
    batch(() => {
      put('account', [snapshot.account]);
      put('plan', [snapshot.plan]);
      for (const [name, kind] of Object.entries(PARTS)) {
        replace(kind, it => it.plan === id, snapshot[name], snapshot.seq);
      }
      const later = activity.peek().filter(change => change.seq > snapshot.seq);
      activity.set([...later, ...snapshot.activity]);
      readBefore.add(id);
      isReady.set(true);
    });
  }

  /** For forms that keep their words until these are taken: a refusal is theirs to show. */
  const send = {
    create: (kind, fields, says) => outbox.create(kind, { plan: id, ...fields }, { says }).done,
    save: (kind, it, patch, says, rev) => outbox.edit(kind, it.id, patch, { says, rev }),
    act: outbox.act,
  };
  const save = (...what) => send.save(...what).catch(tell);

  const room = {
    id, plan, account, alignment, teams, members, parts, objectives, commitments, tasks, reviews, decisions, activity,
    isReady, load,
    me, member, team, everyone, marks, allTeams: workspaceTeams,
    standing: rights,
    names: { ...names, account: () => account().name },
    isLive: () => line() === 'live',
    present: () => presence(id),
    places: () => places(id),
    here: (...where) => here(id, ...where),
    holds: it => it.plan === id,
    task: taskId => record('task', taskId),
    objective: objectiveId => record('objective', objectiveId),
    comment: commentId => record('comment', commentId),
    commitmentAt: (objective, teamId) => cells().get(`${objective} ${teamId}`),
    answerersFor: teamId => answerersFor(teamId, parts()),
    objectiveAddress: it => `/plans/${id}?objective=${it.id}`,
    taskAddress: it => `/plans/${id}/tasks?task=${it.id}`,

    save,
    saveAll: (kind, records, patch, says) => {
      const group = newId();
      for (const it of records) outbox.edit(kind, it.id, patch, { says, group }).catch(tell);
    },
    create: (kind, fields, says) => send.create(kind, fields, says).catch(tell),
    remove: (kind, it, says) => outbox.remove(kind, it.id, { says }).catch(tell),
    act: (path, body, seen) => outbox.act(path, body, seen).catch(tell),
    send,

    /** A field of a record of this plan, edited where it stands by whoever may. */
    edit(kind, read, field, options) {
      const mark = marks.field(() => read()?.id, field);
      return edit({
        ...options,
        of: { kind, field },
        place: () => ({ plan: id, name: `${kind}:${read().id}.${field}` }),
        find: member,
        read: () => read()?.[field],
        canEdit: () => options.canEdit?.() !== false && mayEdit(rights(), kind, read(), field),
        begin: () => revision(kind, read().id),
        save: (value, rev) => outbox.edit(kind, read().id, { [field]: value }, {
          says: options.says?.() ?? `${options.label} changed`, rev,
        }),
        mark(element) {
          mark(element);
          if (options.type !== 'lines') return;
          const about = () => (kind === 'plan' ? null : `${kind}:${read()?.id}`);
          inTime(() => import('../reviews/stretches.js'), it => it.stretches(element, room, about, field));
        },
      });
    },
  };
  return room;
}

/** What shows them is fetched once somebody is in a field. */
function showSeatsInTime(id, marks) {
  const around = scope(() => null);
  let isAsked = false;
  effect(() => {
    if (isAsked || places(id).length === 0) return;
    isAsked = true;
    import('../live/seats.js').then(it => around.run(() => it.showSeats(id, marks)), () => { isAsked = false; });
  });
}

function mayEdit(rights, kind, it, field) {
  if (kind === 'plan') return rights.canManage;
  if (kind === 'task') return Boolean(it) && rights.canEditTask(it, field);
  return rights.canEdit;
}
