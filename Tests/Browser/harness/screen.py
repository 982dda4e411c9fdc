"""What holds for every screen."""

import os

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .server import ROOT

PICTURES = ROOT / "artefacts" / "screens"
axe = Axe()

FEATURES = sorted(path.stem for path in (ROOT / "Public" / "css" / "features").glob("*.css"))

# What opens by hand on a plan, and asks when two edits meet.
PARTS = [
    "/js/elements/editor.js", "/js/plans/objective-detail.js", "/js/plans/tasks-tab.js", "/js/tasks/detail.js",
    "/js/tasks/new-task.js", "/js/shell/conflict.js",
]


def settle(page):
    """The screen has its heading, and nothing in it is still on its way."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".part:not(.drawn)")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")


def examine(page, name, width):
    """In the light and in the dark: nothing overflows, everyone can use it.

    Whether everything can be told from what is behind it takes long, and is looked at once for each scheme: colours are the
    same at both widths.
    """
    is_desk = width == "1440"
    picture(page, f"{name}-{width}-light")
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{wide[0]} px of content in {wide[1]} px"
    refuse_violations(page, rules={"color-contrast": {"enabled": is_desk}})
    page.emulate_media(color_scheme="dark")
    try:
        picture(page, f"{name}-{width}-dark")
        if is_desk:
            refuse_violations(page, runOnly=["color-contrast"])
    finally:
        page.emulate_media(color_scheme="light")


def picture(page, name):
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def refuse_violations(page, **options):
    found = axe.run(page, options=options | {"resultTypes": ["violations"]}).response["violations"]
    assert not found, [
        f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:4]]}" for violation in found
    ]


def settle_for_offline(page):
    """Besides, the page has by itself fetched what a plan opens, so that it works when the line is gone."""
    settle(page)
    page.wait_for_function(
        "parts => parts.every(part => performance.getEntriesByType('resource').some(it => it.name.endsWith(part)))", arg=PARTS)
    # Importing what is on its way waits for its arrival, and for what it imports in turn.
    page.evaluate("""parts => Promise.all(performance.getEntriesByType('resource')
        .filter(it => parts.some(part => it.name.endsWith(part))).map(it => import(it.name))).then(() => true)""", PARTS)


def settle_for_a_reload(page):
    """Besides, the service worker has the app, so that the page opens without the line."""
    settle_for_offline(page)
    page.wait_for_function("() => document.documentElement.dataset.kept === ''")


def changed_by_other_styles(page):
    """What looks otherwise once the styles of all other places have come, as they do by themselves after a while.

    What stays as it is when they are taken away again has changed for another reason: the server answered meanwhile.
    """
    return page.evaluate("""async names => {
        const look = () => [...document.querySelectorAll('body *')].filter(it => it.getClientRects().length).map(it => {
            const { left, top, width, height } = it.getBoundingClientRect();
            const { color, backgroundColor, font, opacity, borderWidth } = getComputedStyle(it);
            const name = `${it.localName}.${it.getAttribute('class') ?? ''}`;
            const place = [left, top + scrollY, width, height].map(Math.round).join(' ');
            return { it, name, now: [place, color, backgroundColor, font, opacity, borderWidth].join('; ') };
        });
        const before = look();
        const base = document.querySelector('link[href$="/css/index.css"]').href.replace(/index.css$/, 'features/');
        const known = new Set([...document.querySelectorAll('link[rel=stylesheet]')].map(it => it.href));
        const others = await Promise.all(names.map(name => `${base}${name}.css`).filter(href => !known.has(href)).map(href => new Promise(done => {
            const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
            sheet.onload = sheet.onerror = () => done(sheet);
            document.head.append(sheet);
        })));
        const looks = () => new Map(look().map(({ it, now }) => [it, now]));
        const after = looks();
        for (const sheet of others) sheet.disabled = true;
        const without = looks();
        for (const sheet of others) sheet.disabled = false;
        return before.filter(({ it, now }) => after.has(it) && after.get(it) !== now && after.get(it) !== without.get(it))
            .map(({ it, name, now }) => `${name}: ${now} became ${after.get(it)}`);
    }""", FEATURES)
