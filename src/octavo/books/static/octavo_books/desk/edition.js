// The editor of an edition: shows what belongs to its form, and adds rows of links. Without it, everything is shown.
const DIGITAL = ["epub", "pdf", "ebook", "audio_download"];
const AUDIO = ["audio_download", "audio_disc"];
const KINDS = {
  paper: (form) => !AUDIO.includes(form),
  audio: (form) => AUDIO.includes(form) || form === "film",
  solid: (form) => !DIGITAL.includes(form),
  digital: (form) => DIGITAL.includes(form) || AUDIO.includes(form),
};
const editor = document.querySelector("form[data-edition]");
const chosen = editor?.querySelector("[name=form]");

function isFilled(part) {
  const inputs = [...part.querySelectorAll("input, textarea")];
  return inputs.some((input) => (input.type === "checkbox" ? input.checked : input.value.trim()));
}

function showWhatBelongs() {
  for (const part of editor.querySelectorAll("[data-for-forms]")) {
    // What somebody filled in stays in sight, or it would be saved unseen.
    part.hidden = !KINDS[part.dataset.forForms](chosen.value) && !isFilled(part);
  }
}

function addRow(prefix) {
  const rows = editor.querySelector(`[data-rows="${prefix}"]`);
  const total = editor.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  const copy = rows.querySelector("[data-row]:last-child").cloneNode(true);
  for (const element of copy.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(`${prefix}-${number - 1}-`, `${prefix}-${number}-`));
    }
    if (element.matches("input")) element.value = "";
  }
  total.value = number + 1;
  rows.append(copy);
  copy.querySelector("select, input:not([type=hidden])").focus();
}

if (editor) {
  chosen.addEventListener("change", showWhatBelongs);
  showWhatBelongs();
  for (const button of editor.querySelectorAll("[data-add-row]")) {
    button.hidden = false;
    button.addEventListener("click", () => addRow(button.dataset.addRow));
  }
}
