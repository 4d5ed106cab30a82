// The list by keys: without this script every key has its button. An act is sent in the background, and the next one is in
// front of whoever decides.
const list = document.querySelector("[data-moderation]");
const HOLDS_TEXT = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const items = () => [...list.querySelectorAll("[data-item]")];
const current = () => document.activeElement?.closest("[data-item]");

function go(step) {
  const all = items();
  const place = all.indexOf(current());
  const next = all[Math.min(Math.max(place + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(item, key) {
  const found = item.querySelector(`[data-key="${key}"]`);
  if (!found) return;
  if (found.matches("details")) {
    found.open = true;
    found.querySelector("textarea").focus();
  } else {
    found.click();
  }
}

function showMessages(page) {
  const theirs = page.querySelector(".messages");
  const ours = document.querySelector(".messages");
  if (theirs && ours) ours.replaceWith(document.adoptNode(theirs));
}

async function send(form, submitter) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, submitter) });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Ends in the page as the server has it now, so that a refusal is seen and what was not decided stays.
async function submit(event) {
  const form = event.target;
  const item = form.closest("[data-item]");
  if (!item || "plain" in item.dataset || "plain" in (event.submitter?.dataset ?? {})) return;
  event.preventDefault();
  const all = items();
  const after = all[all.indexOf(item) + 1] ?? all[all.indexOf(item) - 1];
  item.inert = true;
  try {
    const page = await send(form, event.submitter);
    showMessages(page);
    const still = page.getElementById(item.id);
    if (still) {
      item.replaceWith(document.adoptNode(still));
      document.getElementById(item.id).focus();
      return;
    }
    item.remove();
    if (after) after.focus();
    else window.location.reload();
  } catch {
    // Without the background: whatever is wrong, the server's own page says it.
    item.inert = false;
    item.dataset.plain = "";
    form.requestSubmit(event.submitter);
  }
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(HOLDS_TEXT)) {
    if (event.key === "Escape") event.target.closest("[data-item]")?.focus();
    return;
  }
  const item = current();
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "u") document.querySelector("[data-undo] button")?.click();
  else if (event.key === "x" && item) item.querySelector("[data-choose]")?.click();
  else if (item && "arstbe".includes(event.key)) {
    if (event.key === "b") press(item, "r");
    else press(item, event.key);
  } else return;
  event.preventDefault();
}

if (list) {
  list.addEventListener("submit", submit);
  document.addEventListener("keydown", keyed);
  go(1);
}
