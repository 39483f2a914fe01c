"""What stories in a browser share: a served world, who signs in, how a page is looked at."""

import re
from collections.abc import Callable
from typing import Any

from attrs import field, frozen
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.screening import screen_claims

FITS = "document.documentElement.scrollWidth <= window.innerWidth"
BROKEN_WORDS = r"""() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const shown = node.parentElement;
    if (!shown.checkVisibility() || shown.closest("script, svg, code, pre, .reference")) continue;
    if ([...ancestors(shown)].some((one) => getComputedStyle(one).clipPath !== "none")) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{N}]{2,30}(?![\p{L}\p{N}])/gu)) {
      if (word[0].length > 12 && /\d/.test(word[0])) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((one) => one.width > 0.5);
      if (lines.length > 1 && lines.at(-1).top - lines[0].top > 4) broken.push(word[0]);
    }
  }
  return broken;
  function* ancestors(one) { for (; one; one = one.parentElement) yield one; }
}"""
"""The words of a page that go on in the next line; not what is no word, as a reference."""


def app_of(world: World) -> Flask:
    """The application over a world in memory."""
    services = Services(world.context)
    return create_app(services, WebConfig(secret=bytes(32)))


@frozen(eq=False)
class Stage:
    """A world, where it is served, and one browser in it."""

    world: World
    address: str
    context: BrowserContext
    keep: Callable[[Page, str], None]
    violations: Callable[[Page], list[Any]]
    refused: list[str] = field(factory=list)
    """What the browser complained of: policy, scripts, what could not be loaded."""

    def page(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        # Not the method itself: Playwright would write on what it is bound to.
        page.on("console", lambda message: self._heard(message))  # noqa: PLW0108
        page.on("pageerror", lambda error: self.refused.append(str(error)))
        return page

    def go(self, page: Page, path: str) -> None:
        """Type an address of the service."""
        page.goto(self.address + path)

    def look(self, page: Page, name: str) -> None:
        """Keep a picture; nobody is hindered, it fits, no word and no policy is broken."""
        page.wait_for_load_state()
        self.keep(page, name)
        assert page.evaluate(FITS), f"{name} is wider than the screen"
        broken = page.evaluate(BROKEN_WORDS)
        assert not broken, f"{name} breaks {broken}"
        assert self.violations(page) == [], name
        assert self.refused == [], name

    def sign_in(self, page: Page, person: Person) -> None:
        """Follow a fresh link of somebody."""
        link = sign_in.link_for(person, context=self.world.context)
        self.go(page, f"/sign-in/{link}")
        page.get_by_role("button", name="Me connecter").click()
        expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()

    def token(self, kind: NoticeKind, email: EmailAddress) -> str:
        """The secret of the link last sent to an address."""
        with self.world.units.reading() as uow:
            told = [*uow.outbox.about(""), *uow.outbox.about(str(BAKERY))]
        return next(one for one in told if one.kind is kind and one.to == email).values["token"]

    def works(self) -> None:
        """Let the worker decide what waits."""
        world = self.world
        world.screen()
        screen_claims.decide_claims(100, context=world.context)

    def _heard(self, message: Any) -> None:  # noqa: ANN401  of playwright
        """A page that tells of faults, or of nothing found, is no error; the browser writes one."""
        if message.type == "error" and not re.search(r"status of (404|422)", message.text):
            self.refused.append(message.text)
