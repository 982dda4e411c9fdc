// Tasks as a table in groups. The plan's tab and My work show the same rows, without what is plain from the place.

import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { many } from '../format.js';
import { dueMark } from './due.js';
import { handshakeOf, HANDSHAKES, isBetween, isUnpromised } from './handshake.js';
import { answering, betweenTeams, handshakeIcon, reasonOf, requestDay } from './request-cells.js';
import { statusMenu } from './status-menu.js';
import { isOpen, STATUSES } from './statuses.js';

/**
 * `desk` is where tasks are worked on: tasks(), find(id), names, canEdit(task, field), save(task, patch),
 * address(task), mark(task) (journal/marks.js), group(tasks, by), select (select.js) where rows can be selected,
 * steps(task), which says how the reader may answer it (handshake.js), and showsAccount, which leaves out the assignee.
 * `by` reads the grouping.
 */
export function taskTable(desk, by) {
  const groups = computed(() => desk.group(desk.tasks(), by()));
  return html`
    <table class=${() => ['tbl tk cards', desk.select?.isPicking() && 'picking']} role="table" data-keys="list">
      <caption class="vh">Tasks</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${desk.select ? html`<th scope="col" role="columnheader"><span class="vh">Selected</span></th>` : null}
          <th scope="col" role="columnheader"><span class="vh">Status</span></th>
          <th scope="col" role="columnheader">Task</th>
          ${desk.showsAccount ? html`<th scope="col" role="columnheader">Account</th>` : null}
          <th scope="col" role="columnheader">Team</th>
          <th scope="col" role="columnheader"><span class="vh">Remarks</span></th>
          <th scope="col" role="columnheader" class="r">Due</th>
          ${desk.showsAccount ? null : html`
            <th scope="col" role="columnheader"><span class="vh">Assignee</span></th>`}
        </tr>
      </thead>
      ${each(groups, group => group.key, group => html`
        <tbody role="rowgroup">
          <tr class="grp" role="row">
            <th scope="rowgroup" role="rowheader" colspan=${desk.select ? 7 : 6}>
              ${() => groupMark(desk, by(), group())}${() => group().word}
              <span class="n">${() => group().tasks.length}</span>
            </th>
          </tr>
          ${each(() => group().tasks, task => task.id, task => row(desk, task))}
        </tbody>`)}
    </table>`;
}

function groupMark(desk, by, { key }) {
  if (key === 'requests') return icon('drift');
  if (by === 'status') return icon(STATUSES[key].icon, `st ${key}`);
  if (by === 'assignee') return avatar(desk.names.person(key), 'xs');
  return null;
}

function row(desk, task) {
  const { select } = desk;
  const blockers = () => task().waitsFor.map(desk.find).filter(it => it && isOpen(it));
  const isRequest = () => isBetween(task());
  const isAsked = () => isOpen(task()) && isUnpromised(task());
  return html`
    <tr role="row" tabindex="-1" data-row aria-selected=${select && (() => String(select.has(task().id)))}
      class=${() => (isOpen(task()) ? '' : 'over')} ${desk.mark(task)}>
      ${select ? selectCell(select, task) : null}
      <td role="cell" class="ic">${when(isAsked, () => answerSign(task), () => statusMenu(desk, task))}</td>
      <td role="cell" class="ti">
        <span class="oid">${() => `T-${task().number}`}</span>
        <a data-open href=${() => desk.address(task())}>${() => task().title}</a>${' '}
        ${() => (task().priority === 'high' && isOpen(task()) ? html`<span class="tag bad">High</span>` : null)}
        ${() => (reasonOf(task()) ? html`<span class="reason">${reasonOf(task())}</span>` : null)}
      </td>
      ${desk.showsAccount ? html`
        <td role="cell" class="ac">
          <a href=${() => `/plans/${task().plan}`}>${() => desk.names.account(task().plan)}</a></td>` : null}
      <td role="cell" class="tm">${() => (isRequest()
        ? betweenTeams(task(), desk.names) : teamName(desk.names.teamOf(task().team)))}</td>
      <td role="cell" class="sx">${() => (isRequest()
        ? html`<span class="acts">${answering(desk, task())}</span>` : waiting(blockers()))}</td>
      <td role="cell" class="du r nw">${() => (isRequest() ? requestDay(task()) : dueMark(task()))}</td>
      ${desk.showsAccount ? null : html`
        <td role="cell" class="as">${() => avatar(desk.names.person(task().assignee), 'sm')}</td>`}
    </tr>`;
}

const selectCell = (select, task) => html`
  <td role="cell" class="sel">
    <input type="checkbox" aria-label=${() => `Select ${task().title}`} .checked=${() => select.has(task().id)}
      @click=${event => select.toggle(task.peek().id, event.shiftKey)}></td>`;


/** What is not promised yet has an answer to wait for instead of a status. */
function answerSign(task) {
  const label = () => `${HANDSHAKES[handshakeOf(task())]?.word}: ${task().title}`;
  return html`
    <span class="status" role="img" aria-label=${label}>
      ${() => (handshakeOf(task()) ? handshakeIcon(task()) : null)}</span>`;
}

function waiting(blockers) {
  if (blockers.length === 0) return null;
  const words = blockers.length === 1 ? `T-${blockers[0].number}` : many(blockers.length, 'task');
  const title = blockers.map(it => it.title).join(', ');
  return html`<span class="tag" title=${title}>${icon('clock')}Waits for ${words}</span>`;
}
