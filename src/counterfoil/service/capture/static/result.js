// How it ended, and what to do next.

import * as screens from "./screens.js";
import { t } from "./texts.js";

const SHOWN = { accepted: "accept", rejected: "reject", review: "review", retry: "retry", expired: "expired", undecided: "undecided", erased: "erased" };

// Show the result. `ways` holds what its buttons do: again(), manual(), contest(button); and whether the person is
// elsewhere, where those buttons are.
export function result(said, ways) {
  const how = SHOWN[said.outcome] ?? "review";
  const gone = ["expired", "undecided", "erased"].includes(how);
  const screen = screens.show("result");
  // A person may look without anything having been captured, so nothing is called done then.
  screens.at(how === "retry" ? "send" : gone || how === "review" ? null : "end");
  screen.one("[data-result]").classList.add(how);
  screen.one("[data-drawing]").setAttribute("href", gone ? "#halted" : `#result-${how}`);
  screen.one("[data-heading]").textContent = t(`result.${how}.heading`);
  screen.one("[data-lead]").textContent = t(`result.${how}.lead`);
  advice(screen.one("[data-reasons]"), said.advice);
  const next = screen.one("[data-next]");
  if (how === "retry") {
    const left = said.attempts_left;
    next.textContent = left === 1 ? t("result.retry.left.one") : t("result.retry.left.other", { count: left });
    next.hidden = false;
    button(screen, "[data-again]", ways.again);
    button(screen, "[data-manual]", ways.manual);
  }
  if (how === "reject") {
    next.textContent = t(said.may_contest ? "result.reject.next" : "result.reject.organisation");
    next.hidden = false;
    if (said.may_contest && ways.elsewhere) next.textContent += ` ${t("handoff.taken.ask")}`;
    else if (said.may_contest) button(screen, "[data-contest]", (event) => ways.contest(event.currentTarget));
  }
  if (said.return_url && how !== "retry") {
    const back = screen.one("[data-return]");
    back.href = said.return_url;
    back.hidden = false;
  }
  screens.begin();
}

function advice(list, sentences) {
  list.hidden = sentences.length === 0;
  list.replaceChildren(...sentences.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
}

function button(screen, query, action) {
  const found = screen.one(query);
  found.hidden = false;
  found.addEventListener("click", action);
}
