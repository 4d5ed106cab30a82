// Three moments in which Wagtail's autosave goes wrong. In the first seconds after the page opened, and while an
// earlier save is on its way, it takes what was typed for saved although it was not sent. And a page that is new and is
// published while its first save is on its way would be made twice.
const VOLATILE = /^(csrfmiddlewaretoken|loaded_revision_|overwrite_revision_id|next$|comments-)/;
const form = document.querySelector("form[data-edit-form]");
let sent = null;
let opened = false;
let typedEarly = false;
let saving = false;
let leaving = false;
let pressed = null;

function words(formData, without = {}) {
  const pairs = [...formData].filter(([name]) => !VOLATILE.test(name) && !(name in without));
  return JSON.stringify(pairs.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

function saveAgain() {
  form.dataset.wUnsavedForceValue = "true";
}

function holdUntilSaved(event) {
  if (!saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = event.submitter ?? form.querySelector("[type=submit]");
}

function saved() {
  saving = false;
  if (!pressed) return false;
  // Wagtail disables a button that was pressed, and what is disabled is not sent.
  const disabled = pressed.disabled;
  pressed.disabled = false;
  form.requestSubmit(pressed);
  pressed.disabled = disabled;
  pressed = null;
  return true;
}

if (form) {
  form.addEventListener("input", (event) => {
    typedEarly ||= event.isTrusted && !opened;
  });
  form.addEventListener("submit", holdUntilSaved, { capture: true });
  document.addEventListener("submit", (event) => {
    if (event.target === form) leaving = !event.defaultPrevented;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  document.addEventListener("w-unsaved:watch-edits", () => {
    if (typedEarly && !opened) saveAgain();
    opened = true;
  });
  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) {
      event.preventDefault();
      return;
    }
    saving = true;
    sent = event.detail.formData;
  });
  document.addEventListener("w-autosave:error", saved);
  document.addEventListener("w-autosave:success", (event) => {
    const changedByServer = event.detail.response?.field_updates ?? {};
    if (saved()) return;
    if (sent && words(sent, changedByServer) !== words(new FormData(form), changedByServer)) saveAgain();
  });
}
