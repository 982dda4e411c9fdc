// A button that opens a menu: arrows move, Enter or Space chooses, Esc closes and gives the focus back.

import { html, signal, when } from '../dom.js';
import { icon } from './icon.js';

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * `items` answers [{ text, icon or sign (a node), href, run, keys, isDanger, isChecked, why } | "line"], asked for when the
 * menu opens. One without `run` cannot be chosen; `why` says so.
 * `content` is what the button shows; `label` names it where that is only a drawing; `here` reads its aria-current.
 */
export function menuButton({ content, label, items, here, look = 'btn quiet', side = '' }) {
  const isOpen = signal(false);
  const menu = html`
    <div class="menu ${side}" popover role="menu" aria-label=${label}
      @beforetoggle=${event => { if (event.newState === 'open') isOpen.set(true); }}
      @toggle=${event => (event.newState === 'open' ? rows(menu)[0]?.focus() : isOpen.set(false))}
      @keydown=${event => move(event, menu)}>
      ${when(isOpen, () => items().filter(Boolean).map(item => row(item, menu)))}
    </div>`;
  const button = html`
    <button type="button" class=${look} aria-label=${label} aria-haspopup="menu" aria-expanded=${isOpen}
      aria-current=${here}
      .popoverTargetElement=${menu}>${content}</button>`;
  return [button, menu];
}

const rows = menu => [...menu.querySelectorAll('[role^=menuitem]')];

function row(item, menu) {
  if (item === 'line') return html`<hr>`;
  const sign = item.sign ?? (item.icon ? icon(item.icon) : null);
  const inside = [sign, item.text, item.keys ? html`<kbd class="end">${item.keys}</kbd>` : null];
  if (item.href) {
    return html`<a role="menuitem" tabindex="-1" href=${item.href} @click=${() => menu.hidePopover()}>${inside}</a>`;
  }
  const choose = () => {
    if (!item.run) return;
    menu.hidePopover();
    item.run();
  };
  const isChoice = item.isChecked !== undefined;
  return html`
    <button type="button" tabindex="-1" role=${isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked=${isChoice ? item.isChecked : null} aria-disabled=${item.run ? null : 'true'} title=${item.why}
      class=${item.isDanger ? 'danger' : null} @click=${choose}>
      ${inside}${item.isChecked ? icon('yes', 'end') : null}</button>`;
}

function move(event, menu) {
  const all = rows(menu);
  const at = all.indexOf(document.activeElement);
  if (event.key in STEPS) all.at((at + STEPS[event.key] + all.length) % all.length).focus();
  else if (event.key === 'Home') all[0].focus();
  else if (event.key === 'End') all.at(-1).focus();
  else if (event.key === 'Tab') menu.hidePopover();
  else if (event.key.length === 1 && /\S/.test(event.key)) {
    const letter = event.key.toLocaleLowerCase();
    const starts = each => each.textContent.trim().toLocaleLowerCase().startsWith(letter);
    [...all.slice(at + 1), ...all.slice(0, at + 1)].find(starts)?.focus();
  } else return;
  if (event.key !== 'Tab') event.preventDefault();
}
