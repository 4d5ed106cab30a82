// What a script adds to the conversation, beside htmx: a token for what is sent from a page that has none, the text kept
// through a crash, the cursor where it belongs, and a word when the line is down.
const KEPT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
let token = null;

const place = (field) => `octavo:${field.dataset.keep}:${field.form.getAttribute("action")}`;

function keep(field) {
  try {
    if (field.value.trim()) localStorage.setItem(place(field), JSON.stringify([Date.now(), field.value]));
    else localStorage.removeItem(place(field));
  } catch {
    // A browser that keeps nothing: the text is in the field all the same.
  }
}

function giveBack(field) {
  try {
    const [since, text] = JSON.parse(localStorage.getItem(place(field)) ?? "[0, null]");
    if (Date.now() - since > KEPT_DAYS * DAY_MS) localStorage.removeItem(place(field));
    else if (text && !field.value) field.value = text;
  } catch {
    // As above.
  }
}

function forget(action) {
  try {
    for (const kind of ["comment", "review"]) localStorage.removeItem(`octavo:${kind}:${action}`);
  } catch {
    // As above.
  }
}

async function withToken(event) {
  const source = event.detail.elt;
  if (event.detail.verb === "get" || source.querySelector("[name=csrfmiddlewaretoken]") || token) return;
  event.preventDefault();
  const answer = await fetch(source.closest("[data-token]").dataset.token, { headers: { Accept: "application/json" } });
  token = (await answer.json()).token;
  event.detail.issueRequest(true);
}

function sayThatItFailed(event) {
  const form = event.detail.elt.closest("form") ?? event.detail.elt;
  const words = event.detail.elt.closest("[data-failed]")?.dataset.failed;
  if (!words) return;
  form.parentElement.querySelector("[data-line-down]")?.remove();
  const line = document.createElement("p");
  Object.assign(line, { className: "form__error", textContent: words });
  line.setAttribute("role", "alert");
  line.dataset.lineDown = "";
  form.before(line);
}

function settle(event) {
  const arrived = event.detail.elt;
  for (const field of arrived.querySelectorAll("[data-keep]")) giveBack(field);
  const goal = arrived.matches("[data-arrives]") ? arrived : arrived.querySelector("[data-arrives]");
  (goal ?? arrived.querySelector("textarea, [tabindex='-1']"))?.focus();
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-keep]")) keep(event.target);
});
document.addEventListener("htmx:confirm", withToken);
document.addEventListener("htmx:configRequest", (event) => {
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("htmx:afterRequest", (event) => {
  // The form itself is gone from the page by now.
  const { requestConfig, successful, xhr } = event.detail;
  if (successful && xhr.getResponseHeader("X-Octavo-Written")) forget(requestConfig.path);
});
document.addEventListener("htmx:sendError", sayThatItFailed);
document.addEventListener("htmx:responseError", sayThatItFailed);
for (const field of document.querySelectorAll("[data-keep]")) giveBack(field);
