// Templates, signals and keyed lists: all that the screens draw with.
//
//   html`<p class="sub">${text}</p>`      a real node (or a fragment, if there are several at the top)
//   svg`<circle r="3"/>`                  the same, for what stands inside an <svg>
//
// What a hole may hold, by its place:
//   child          text, number, node, array of these, nothing (null, undefined, true, false)
//   name=${v}      attribute; null, undefined and false take it away, true leaves it empty; aria-* keep "false"
//   class="a ${v}" parts are joined; an array keeps what is truthy: class=${['btn', on && 'primary']}
//   ?name=${v}     attribute there or not        .name=${v}   property        --name=${v}   CSS variable
//   .style=${{…}}  properties through setProperty (the CSP blocks style="…")
//   @name=${fn}    event listener, or [fn, options]
//   <p ${fn}>      fn(element), once, before it is in the document
// A function (a signal is one) in a child, attribute or property hole is reactive: it is read in an effect.
//
//   each(() => list(), item => item.id, (item, index) => html`<li>${() => item().title}</li>`)
//       one node per key, moved, never made anew; item and index are functions, always of now
//   when(() => test(), () => html`…`, () => html`…`)       drawn anew only when the test turns
//   match(() => value(), value => html`…`)                 drawn anew only when the value changes
//   mount(parent, () => html`…`)                           draws; returns a function that clears and disposes
//
// White space with a line break in it, between tags or holes, is dropped; write ${' '} where a space is meant.
// What is made inside an effect, a row, a when or a mount ends with it: effects, computed values, onCleanup.

import { batch, computed, effect, scope, signal, untrack } from './signals.js';

export { batch, computed, detached, effect, onCleanup, scope, signal, untrack } from './signals.js';

const policy = { createHTML: text => text, createScriptURL: () => '/sw.js' };
const trusted = globalThis.trustedTypes?.createPolicy('quartet', policy) ?? policy;

/** The one script that is loaded by its address: the service worker's. */
export const workerAddress = trusted.createScriptURL('');

const MARK = /⟦(\d+)⟧/;
const NAME = /([^\s"'<>/=]+)=(?:["'][^"']*)?$/;

export const html = (strings, ...values) => instantiate(strings, values, false);
export const svg = (strings, ...values) => instantiate(strings, values, true);

const templates = new WeakMap();

function instantiate(strings, values, isSVG) {
  let template = templates.get(strings);
  if (!template) templates.set(strings, template = compile(strings, isSVG));
  const fragment = document.importNode(template.content, true);
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  const targets = [];
  let at = -1;
  for (const part of template.parts) {
    while (at < part.node) { walker.nextNode(); at++; }
    targets.push(walker.currentNode);
  }
  template.parts.forEach((part, i) => part.bind(targets[i], values));
  return fragment.childNodes.length === 1 ? fragment.firstChild : fragment;
}

function compile(strings, isSVG) {
  const names = [];
  let text = '';
  strings.forEach((string, i) => {
    text += string;
    if (i === strings.length - 1) return;
    const inTag = text.lastIndexOf('<') > text.lastIndexOf('>');
    names[i] = inTag ? NAME.exec(text)?.[1] ?? null : null;
    const mark = string.endsWith('=') ? `"⟦${i}⟧"` : `⟦${i}⟧`;
    text += inTag ? mark : `<!--⟦${i}⟧-->`;
  });
  const template = document.createElement('template');
  const markup = text.replace(/^\s*\n\s*|\s*\n\s*$/g, '');
  template.innerHTML = trusted.createHTML(isSVG ? `<svg>${markup}</svg>` : markup);
  const content = template.content;
  if (isSVG) content.firstChild.replaceWith(...content.firstChild.childNodes);
  dropBlankText(content);
  return { content, parts: findParts(content, names) };
}

function dropBlankText(content) {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const blank = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    if (text.includes('\n') && !text.trim()) blank.push(walker.currentNode);
    else if (text.includes('\n')) walker.currentNode.data = text.replace(/\s*\n\s*/g, ' ');
  }
  for (const node of blank) node.remove();
}

function findParts(content, names) {
  const parts = [];
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  for (let node = 0; walker.nextNode(); node++) {
    const target = walker.currentNode;
    if (target.nodeType === Node.COMMENT_NODE) {
      const hole = Number(MARK.exec(target.data)?.[1]);
      if (!Number.isNaN(hole)) parts.push({ node, bind: (at, values) => bindChild(at, values[hole]) });
      continue;
    }
    for (const attribute of [...target.attributes]) {
      const part = attributePart(attribute, names);
      if (!part) continue;
      target.removeAttribute(attribute.name);
      parts.push({ node, bind: part });
    }
  }
  return parts;
}

function attributePart(attribute, names) {
  const alone = MARK.exec(attribute.name);
  if (alone) return (element, values) => values[alone[1]]?.(element);
  const pieces = attribute.value.split(/⟦(\d+)⟧/);
  if (pieces.length === 1) return null;
  const name = names[pieces[1]];
  if (pieces.length === 3 && !pieces[0] && !pieces[2]) {
    return (element, values) => bindAttribute(element, name, values[pieces[1]]);
  }
  const join = values => pieces.map((piece, i) => i % 2 ? words(values[piece]) : piece).join('');
  return (element, values) => {
    const isLive = pieces.some((piece, i) => i % 2 && typeof values[piece] === 'function');
    bindAttribute(element, name, isLive ? () => join(values) : join(values));
  };
}

function words(value) {
  if (typeof value === 'function') return words(value());
  if (Array.isArray(value)) return value.filter(Boolean).join(' ');
  return value === null || value === undefined || value === false ? '' : String(value);
}

function bindAttribute(element, name, value) {
  if (name[0] === '@') {
    const [listener, options] = Array.isArray(value) ? value : [value];
    if (listener) element.addEventListener(name.slice(1), listener, options);
    return;
  }
  const set = setterFor(element, name);
  if (typeof value === 'function') effect(() => set(value()));
  else set(value);
}

function setterFor(element, name) {
  if (name === '.style') {
    return styles => {
      for (const [key, value] of Object.entries(styles)) element.style.setProperty(key, value);
    };
  }
  if (name[0] === '.') return value => { element[name.slice(1)] = value; };
  if (name[0] === '?') return value => element.toggleAttribute(name.slice(1), Boolean(value));
  if (name.startsWith('--')) return value => element.style.setProperty(name, value ?? '');
  const keepsFalse = name.startsWith('aria-');
  return value => {
    const text = Array.isArray(value) ? words(value) : value;
    if (text === null || text === undefined || (text === false && !keepsFalse)) element.removeAttribute(name);
    else element.setAttribute(name, text === true && !keepsFalse ? '' : String(text));
  };
}

function bindChild(comment, value) {
  if (typeof value === 'function') return liveChild(comment, value);
  if (value instanceof KeyedList) return value.mount(comment);
  comment.replaceWith(...nodes(value));
}

/** What stands between two comments, which stay where they are however often the inside is drawn anew. */
function liveChild(end, read) {
  const start = document.createComment('');
  end.before(start);
  end.data = '';
  let text = null;
  effect(() => {
    const value = read();
    if (typeof value === 'string' || typeof value === 'number') {
      if (text) { text.data = String(value); return; }
      clear(start, end);
      end.before(text = document.createTextNode(String(value)));
      return;
    }
    text = null;
    clear(start, end);
    end.before(...nodes(value));
  });
}

function clear(start, end) {
  while (start.nextSibling !== end) start.nextSibling.remove();
}

function nodes(value) {
  if (value === null || value === undefined || typeof value === 'boolean' || value === '') return [];
  if (value instanceof DocumentFragment) return [...value.childNodes];
  if (value instanceof Node) return [value];
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value === 'function' || value instanceof KeyedList) {
    const place = document.createDocumentFragment();
    place.append(document.createComment(''));
    bindChild(place.firstChild, value);
    return [...place.childNodes];
  }
  return [document.createTextNode(String(value))];
}

export const each = (items, key, render) => new KeyedList(items, key, render);

class KeyedList {
  #items; #key; #render;
  #rows = new Map();

  constructor(items, key, render) {
    this.#items = items;
    this.#key = key;
    this.#render = render;
  }

  mount(end) {
    const start = document.createComment('');
    end.before(start);
    end.data = '';
    // The rows belong to the list, not to the effect, which would end them all each time it runs.
    const home = scope(() => null);
    effect(() => {
      const items = this.#items() ?? [];
      home.run(() => batch(() => this.#patch(items, start, end)));
    });
  }

  #patch(items, start, end) {
    const old = this.#rows;
    this.#rows = new Map();
    items.forEach((item, index) => {
      const key = this.#key(item, index);
      if (this.#rows.has(key)) return;
      const row = old.get(key);
      old.delete(key);
      if (row) { row.item.set(item); row.index.set(index); }
      this.#rows.set(key, row ?? this.#draw(item, index));
    });
    for (const row of old.values()) {
      row.dispose();
      for (const node of span(row)) node.remove();
    }
    let cursor = start.nextSibling;
    for (const row of this.#rows.values()) {
      if (row.first === cursor) cursor = row.last.nextSibling;
      else for (const node of row.fresh ?? span(row)) move(end.parentNode, node, cursor);
      row.fresh = null;
    }
  }

  #draw(item, index) {
    const row = { item: signal(item), index: signal(index) };
    const made = scope(() => nodes(this.#render(row.item, row.index)));
    row.dispose = made.dispose;
    row.fresh = made.value.length ? made.value : [document.createComment('')];
    row.first = row.fresh[0];
    row.last = row.fresh.at(-1);
    return row;
  }
}

function span({ first, last }) {
  const found = [];
  for (let node = first; ; node = node.nextSibling) {
    found.push(node);
    if (node === last) return found;
  }
}

// moveBefore keeps the focus, the selection and running transitions of what is moved.
function move(parent, node, before) {
  if (parent.moveBefore && node.parentNode === parent && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

export function when(test, yes, no) {
  const turns = computed(() => Boolean(test()));
  return () => {
    const draw = turns() ? yes : no;
    return untrack(() => draw?.());
  };
}

export function match(read, draw) {
  const value = computed(read);
  return () => {
    const now = value();
    return untrack(() => draw(now));
  };
}

export function mount(parent, draw) {
  const made = scope(() => {
    parent.replaceChildren();
    parent.append(...nodes(draw()));
  });
  return () => {
    made.dispose();
    parent.replaceChildren();
  };
}
