// Values that tell who read them when they change. No DOM here, so that the store can stand on it.
//
//   const n = signal(1);            n() reads · n.set(2) · n.update(v => v + 1) · n.peek() reads unobserved
//   const twice = computed(() => n() * 2);      evaluated when asked for, kept until what it read changes
//   effect(() => { … });            runs now, and again after anything it read has changed
//   batch(() => { a.set(1); b.set(2) });        effects run once, at the end
//   untrack(() => n());             reads without being told of changes
//   onCleanup(fn);                  before the surrounding effect runs again, or its scope is disposed
//   const s = scope(() => …);       s.value; s.run(more) runs more inside it; s.dispose() ends all made inside

const CLEAN = 0, CHECK = 1, DIRTY = 2, GONE = 3;

let observer = null;
let owner = null;
let depth = 0;
let born = 0;
let queue = [];

class Owner {
  children = new Set();
  cleanups = [];
  parent = owner;
  born = born++;

  constructor() { this.parent?.children.add(this); }

  clear() {
    for (const child of this.children) child.dispose();
    this.children.clear();
    const cleanups = this.cleanups;
    this.cleanups = [];
    for (const fn of cleanups) untrack(fn);
  }

  dispose() {
    this.parent?.children.delete(this);
    this.clear();
  }
}

class Reaction extends Owner {
  sources = new Set();
  observers = new Set();
  state = DIRTY;
  value = undefined;

  constructor(compute, isEffect) {
    super();
    this.compute = compute;
    this.isEffect = isEffect;
  }

  mark(state) {
    if (this.state >= state) return;
    const wasClean = this.state === CLEAN;
    this.state = state;
    if (!wasClean) return;
    if (this.isEffect) queue.push(this);
    else for (const each of this.observers) each.mark(CHECK);
  }

  refresh() {
    if (this.state === CHECK) {
      for (const source of this.sources) {
        source.refresh?.();
        if (this.state !== CHECK) break;
      }
    }
    if (this.state === DIRTY) this.run();
    else if (this.state === CHECK) this.state = CLEAN;
  }

  run() {
    this.clear();
    this.unlink();
    const [outerObserver, outerOwner] = [observer, owner];
    observer = owner = this;
    this.state = CLEAN;
    try {
      const value = this.compute(this.value);
      if (Object.is(value, this.value)) return;
      this.value = value;
      for (const each of this.observers) each.state = Math.max(each.state, DIRTY);
    } finally {
      observer = outerObserver;
      owner = outerOwner;
    }
  }

  unlink() {
    for (const source of this.sources) source.observers.delete(this);
    this.sources.clear();
  }

  dispose() {
    super.dispose();
    this.unlink();
    this.state = GONE;
  }
}

function observe(source) {
  if (!observer) return;
  source.observers.add(observer);
  observer.sources.add(source);
}

// Older first: a parent that runs again disposes of its children before they could see what is no longer there.
function flush() {
  depth++;
  try {
    for (let round = 0; queue.length; round++) {
      if (round > 100) throw new Error('effects keep setting off each other');
      const due = queue.sort((a, b) => a.born - b.born);
      queue = [];
      for (const each of due) {
        if (each.state === GONE) continue;
        try { each.refresh(); } catch (error) { reportError(error); }
      }
    }
  } finally {
    queue = [];
    depth--;
  }
}

export function signal(initial) {
  const source = { value: initial, observers: new Set() };
  const read = () => { observe(source); return source.value; };
  read.peek = () => source.value;
  read.set = value => {
    if (Object.is(value, source.value)) return;
    source.value = value;
    for (const each of [...source.observers]) each.mark(DIRTY);
    if (!depth) flush();
  };
  read.update = change => read.set(change(source.value));
  return read;
}

export function computed(compute) {
  const reaction = new Reaction(compute, false);
  // Refreshed before it is observed: its first value must not look like a change to who is just asking for it.
  const read = () => { reaction.refresh(); observe(reaction); return reaction.value; };
  read.peek = () => { reaction.refresh(); return reaction.value; };
  return read;
}

export function effect(run) {
  const reaction = new Reaction(() => { run(); }, true);
  reaction.refresh();
  return () => reaction.dispose();
}

export function batch(work) {
  depth++;
  try { return work(); } finally { if (--depth === 0) flush(); }
}

export function untrack(work) {
  const outer = observer;
  observer = null;
  try { return work(); } finally { observer = outer; }
}

export function onCleanup(work) { owner?.cleanups.push(work); }

function inside(made, work) {
  const [outerObserver, outerOwner] = [observer, owner];
  observer = null;
  owner = made;
  try { return work(); } finally {
    observer = outerObserver;
    owner = outerOwner;
  }
}

/** Runs `work` in a scope of its own, a child of the current one, so that it can be ended apart from it. */
export function scope(work) {
  const made = new Owner();
  return { value: inside(made, work), run: more => inside(made, more), dispose: () => made.dispose() };
}

/** Runs `work` with nothing around it, for what must outlive whoever asked for it first. */
export const detached = work => inside(null, work);
