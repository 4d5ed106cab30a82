// Two moments in which Wagtail's autosave takes what was typed for saved, although it was not sent:
// the first seconds after the page opened, and while an earlier save is on its way.
const VOLATILE = /^(csrfmiddlewaretoken|loaded_revision_|overwrite_revision_id|next$|comments-)/;
const form = document.querySelector("form[data-edit-form]");
let sent = null;
let opened = false;
let typedEarly = false;

function words(formData, without = {}) {
  const pairs = [...formData].filter(([name]) => !VOLATILE.test(name) && !(name in without));
  return JSON.stringify(pairs.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

function saveAgain() {
  form.dataset.wUnsavedForceValue = "true";
}

if (form) {
  form.addEventListener("input", (event) => {
    typedEarly ||= event.isTrusted && !opened;
  });
  document.addEventListener("w-unsaved:watch-edits", () => {
    if (typedEarly && !opened) saveAgain();
    opened = true;
  });
  document.addEventListener("w-autosave:save", (event) => {
    sent = event.detail.formData;
  });
  document.addEventListener("w-autosave:success", (event) => {
    const changedByServer = event.detail.response?.field_updates ?? {};
    if (sent && words(sent, changedByServer) !== words(new FormData(form), changedByServer)) saveAgain();
  });
}
